// What can be done with files, pictures, words, colours and sizes: wherever one is.
#include "app/action_table.hpp"

namespace doorway::app::action_table {
namespace {

bool help_is_open(const ActionContext& context) {
  return context.help_is_open;
}
bool learner_card_is_first(const ActionContext& context) {
  return context.learner_card != LearnerCard::none && !context.help_is_open;
}
bool message_is_first(const ActionContext& context) {
  return context.message_is_open && !context.help_is_open && context.learner_card == LearnerCard::none;
}
bool can_save(const ActionContext& context) {
  return context.can_save;
}
bool has_offer(const ActionContext& context) {
  return context.in_list && context.offer;
}

template <class What>
Command set(const ActionContext&) {
  return SettingCommand{What{}};
}
template <FramePart part, int steps>
Command change_part(const ActionContext&) {
  return SettingCommand{setting::ChangePart{part, steps}};
}
template <InspectorTab tab>
Command inspect(const ActionContext&) {
  return ViewCommand{view::ToggleInspector{tab}};
}
template <view::InspectorDeed deed>
Command do_in_inspector(const ActionContext&) {
  return ViewCommand{view::DoInInspector{deed}};
}
template <ThemeName theme>
Command theme_to(const ActionContext&) {
  return SettingCommand{setting::SetTheme{theme}};
}
template <PicturePart part, PictureFormat format>
Command save_picture(const ActionContext&) {
  return ViewCommand{view::SavePicture{part, format}};
}
template <RecordingForm form>
Command export_take(const ActionContext&) {
  return ViewCommand{view::ExportTake{form}};
}
template <ProgramLanguage language>
Command export_programs(const ActionContext&) {
  return ViewCommand{view::ExportPrograms{language}};
}
template <LearnerCard card>
Command open_learner_card(const ActionContext&) {
  return BookCommand{book::Open{card}};
}
template <class What>
Command of_files(const ActionContext&) {
  return FileCommand{What{}};
}
template <class What>
Command of_offer(const ActionContext& context) {
  return FileCommand{What{context.offer.value_or("")}};
}
Command next_theme_of(const ActionContext& context) {
  return SettingCommand{setting::SetTheme{next_theme(context.theme)}};
}
Command other_words(const ActionContext& context) {
  const bool story = context.vocabulary == Vocabulary::story;
  return SettingCommand{setting::SetVocabulary{story ? Vocabulary::engineer : Vocabulary::story}};
}
Command other_motion(const ActionContext& context) {
  return SettingCommand{setting::SetReducedMotion{!context.reduced_motion}};
}

constexpr std::array in_window{
    Row{can_save, "Save the take as a file", one(control(U's')), of_files<files::AskToSave>},
    Row{anywhere, "Open a recording or a lesson", one(control(U'o')), of_files<files::AskToOpen>},
    Row{has_offer, "Open the take that was cut off", no_key(), of_offer<files::OpenOffer>},
    Row{has_offer, "Put away the take that was cut off", no_key(), of_offer<files::PutAway>},
    Row{anywhere, "Find an action, a lesson, a page, a call, a step", one(control(U'k')), view_of<view::TogglePalette>,
        Likely::last},
    Row{anywhere, "The keys: all of them", two(letter(U'?'), {Key::f1}), view_of<view::ToggleHelp>},
    Row{anywhere, "The treasury: the gems that you keep", one(control(U'g')), open_learner_card<LearnerCard::treasury>},
    Row{anywhere, "My progress: what you have done", one(control(U'p')), open_learner_card<LearnerCard::progress>},
    Row{learner_card_is_first, "Close the treasury, or my progress", one({Key::escape}), of_book<book::Close>,
        Likely::last},
    Row{help_is_open, "Close the keys", one({Key::escape}), view_of<view::ToggleHelp>, Likely::last},
    Row{message_is_first, "Close the message", one({Key::escape}), view_of<view::CloseMessage>, Likely::last},
    Row{in_lesson, "The inspector, open or closed", one(letter(U'i')),
        [](const ActionContext&) -> Command { return ViewCommand{view::ToggleInspector{}}; }, Likely::first},
    Row{in_lesson, "The inspector: bytes", one({Key::f2}), inspect<InspectorTab::bytes>, Likely::first},
    Row{in_lesson, "The inspector: sockets", one({Key::f3}), inspect<InspectorTab::sockets>, Likely::first},
    Row{in_lesson, "The inspector: program", one({Key::f4}), inspect<InspectorTab::program>, Likely::first},
    Row{in_lesson, "The inspector: transcript", one({Key::f5}), inspect<InspectorTab::transcript>, Likely::first},
    Row{has_run, "Copy what has happened, as sentences", no_key(),
        do_in_inspector<view::InspectorDeed::copy_transcript>},
    Row{has_run, "Copy the inspector's program", no_key(), do_in_inspector<view::InspectorDeed::copy_program>},
    Row{has_run, "The inspector's program: next language (Python, C, script)", no_key(),
        do_in_inspector<view::InspectorDeed::next_form>},
    Row{has_run, "The inspector's program: of the next process", no_key(),
        do_in_inspector<view::InspectorDeed::next_process>},
    Row{in_lesson, "The timeline, shown or hidden on this page", one({Key::f6}), view_of<view::ToggleTimeline>},
    Row{anywhere, "The words of the story, or an engineer's", one(letter(U'v')), other_words},
    Row{anywhere, "The next colours: night, parchment, high contrast", one(letter(U't')), next_theme_of},
    Row{anywhere,
        "Larger text",
        {{letter(U'+'), control(U'+')}, {letter(U'='), control(U'=')}},
        change<setting::ChangeTextSize, 1>},
    Row{anywhere, "Smaller text", two(letter(U'-'), control(U'-')), change<setting::ChangeTextSize, -1>},
    Row{anywhere, "Text as large as at first", one(control(U'0')), set<setting::ResetTextSize>},
    Row{anywhere, "The whole screen, and back", one({Key::f11}), view_of<view::ToggleFullscreen>},
    Row{has_run, "Save the stage as a picture (SVG)", no_key(), save_picture<PicturePart::stage, PictureFormat::svg>},
    Row{has_run, "Save the stage as a picture (PNG)", no_key(), save_picture<PicturePart::stage, PictureFormat::png>},
    Row{has_run, "Save the timeline as a picture (SVG)", no_key(),
        save_picture<PicturePart::timeline, PictureFormat::svg>},
    Row{has_run, "Save the timeline as a picture (PNG)", no_key(),
        save_picture<PicturePart::timeline, PictureFormat::png>},
    Row{has_run, "Export the take as text", no_key(), export_take<RecordingForm::text>},
    Row{has_run, "Export the take as JSON lines", no_key(), export_take<RecordingForm::jsonl>},
    Row{has_run, "Export the take as a table (CSV)", no_key(), export_take<RecordingForm::csv>},
    Row{has_run, "Export the take as a sequence diagram (Mermaid)", no_key(), export_take<RecordingForm::mermaid>},
    Row{has_run, "Export the take as packets for Wireshark (pcapng)", no_key(), export_take<RecordingForm::pcapng>},
    Row{has_run, "Export the take as a web page (HTML)", no_key(), export_take<RecordingForm::html>},
    Row{has_run, "Export the scenario as programs in Python", no_key(), export_programs<ProgramLanguage::python>},
    Row{has_run, "Export the scenario as programs in C", no_key(), export_programs<ProgramLanguage::c>},
    Row{anywhere, "Reduced motion, on or off", no_key(), other_motion},

    Row{anywhere, "Colours: night", no_key(), theme_to<ThemeName::night>},
    Row{anywhere, "Colours: parchment", no_key(), theme_to<ThemeName::parchment>},
    Row{anywhere, "Colours: high contrast", no_key(), theme_to<ThemeName::high_contrast>},
    Row{in_lesson, "Wider lesson", no_key(), change_part<FramePart::lesson, 1>, Likely::last},
    Row{in_lesson, "Narrower lesson", no_key(), change_part<FramePart::lesson, -1>, Likely::last},
    Row{in_lesson, "Higher timeline", no_key(), change_part<FramePart::timeline, 1>, Likely::last},
    Row{in_lesson, "Lower timeline", no_key(), change_part<FramePart::timeline, -1>, Likely::last},
    Row{in_lesson, "Wider inspector", no_key(), change_part<FramePart::inspector, 1>, Likely::last},
    Row{in_lesson, "Narrower inspector", no_key(), change_part<FramePart::inspector, -1>, Likely::last},
    Row{anywhere, "All panels as large as at first", no_key(), set<setting::ResetParts>, Likely::last},
    Row{anywhere, "Reset settings", no_key(), set<setting::ResetAll>, Likely::last},
};

}  // namespace

std::span<const Row> rows_of_window() {
  return in_window;
}

}  // namespace doorway::app::action_table
