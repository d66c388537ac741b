// A scenario in a learner's hands, by keys and commands, without anything drawn.
#include "app/editor/scenario_editor.hpp"

#include "core/base/utf8.hpp"
#include "core/scenario/limits.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

using namespace doorway;
using namespace doorway::app;

namespace {

const std::string own_text = "bob:   l = socket(tcp)\nbob:   l.bind(0)\nbob:   l.listen(1)\nalice: s = socket(tcp)\n";

/// An editor on a page, with keys and a clipboard.
struct Hands {
  Hands() : editor({[this] { return copied; }, [this](const std::string& text) { copied = text; }}) {
    editor.open("a-page", own_text, own_text);
    press(Key::end, true);
  }
  void press(Key key, bool control = false, bool shift = false) {
    const KeyPress press{key, 0, shift, control};
    if (!editor.press_in_list(press)) editor.press(press);
  }
  void type(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const DecodedCharacter character = decode_utf8(text.substr(at));
      at += character.size_bytes;
      const KeyPress press{Key::character, character.code_point, false, false};
      if (character.code_point == U' ') {
        this->press(Key::space);
      } else if (character.code_point == U'\n') {
        this->press(Key::enter);
      } else {
        editor.press(press);
      }
    }
  }
  [[nodiscard]] std::string added() const { return editor.buffer().text().substr(own_text.size()); }
  [[nodiscard]] std::string offered() const { return editor.offers().empty() ? "" : editor.offers().front().shown; }

  std::string copied;
  ScenarioEditor editor;
};

}  // namespace

TEST_CASE("what is typed stands in the text as it was typed, and mistakes come and go with it") {
  Hands hands;
  CHECK(hands.editor.mistakes().empty());
  CHECK(hands.editor.is_own());
  hands.type("alice: s.send(\"Grüße\"");
  REQUIRE(hands.editor.mistake_in(4) != nullptr);
  CHECK(hands.editor.mistake_in(4)->message.find(") is missing") != std::string::npos);
  CHECK(hands.editor.mistake_in(3) == nullptr);
  hands.type(")");
  CHECK(hands.added() == "alice: s.send(\"Grüße\")");
  CHECK(hands.editor.mistakes().empty());
  CHECK_FALSE(hands.editor.is_own());
  REQUIRE(hands.editor.help());
  CHECK(hands.editor.help()->usage == "s.send(\"Hello\")");
}

TEST_CASE("the list opens while typing, and Enter takes what is chosen") {
  Hands hands;
  hands.type("al");
  CHECK(hands.offered() == "alice:");
  REQUIRE(hands.editor.chosen() == 0U);
  hands.press(Key::enter);
  CHECK(hands.added() == "alice: ");
  CHECK(hands.offered() == "s.");  // and goes on
  CHECK_FALSE(hands.editor.chosen());
  hands.press(Key::down);
  hands.press(Key::enter);
  CHECK(hands.added() == "alice: s.");
  hands.type("con");
  CHECK(hands.offered() == "connect(bob.l)");
  hands.press(Key::tab);
  CHECK(hands.added() == "alice: s.connect(bob.l)");
  CHECK(hands.editor.buffer().selected() == "bob.l");
  CHECK(hands.editor.mistakes().empty());
  CHECK(hands.editor.offers_at() == own_text.size() + 17);
}

TEST_CASE("Enter begins a new line where nothing of a word is written, though the list is shown") {
  Hands hands;
  hands.type("alice: ");
  CHECK_FALSE(hands.editor.offers().empty());
  hands.press(Key::enter);
  CHECK(hands.added() == "alice: \n");
  hands.type("repeat 2 {\n");
  CHECK(hands.added() == "alice: \nrepeat 2 {\n  ");
}

TEST_CASE(
    "the list is gone through by the arrows, and closed by Escape, by moving on, and where nothing can be written") {
  Hands hands;
  hands.type("alice: s.s");
  const std::size_t count = hands.editor.offers().size();
  REQUIRE(count > 3);
  hands.press(Key::up);
  CHECK(hands.editor.chosen() == 0U);
  hands.press(Key::page_down);
  hands.press(Key::page_down);
  CHECK(hands.editor.chosen() == count - 1);
  hands.press(Key::up);
  CHECK(hands.editor.chosen() == count - 2);
  hands.press(Key::escape);
  CHECK(hands.editor.offers().empty());
  hands.editor.apply(editor::ShowOffers{});
  CHECK(hands.editor.offers().size() == count);
  hands.press(Key::left);
  CHECK(hands.editor.offers().empty());
  hands.press(Key::end);
  hands.type("end(\"");
  hands.editor.apply(editor::ShowOffers{});
  CHECK(hands.editor.offers().empty());
  CHECK_FALSE(hands.editor.notice().empty());
}

TEST_CASE("numbers are typed without a list, and what is rubbed out brings it back") {
  Hands hands;
  hands.type("bob: l.listen(1");
  CHECK(hands.editor.offers().empty());
  hands.type(")\nbob: l.ac");
  CHECK(hands.offered() == "c = l.accept()");
  hands.press(Key::backspace);
  CHECK(hands.offered() == "c = l.accept()");
  hands.editor.apply(editor::TakeOffer{0});
  CHECK(hands.added() == "bob: l.listen(1)\nbob: c = l.accept()");
  hands.editor.apply(editor::TakeOffer{99});
  CHECK(hands.added() == "bob: l.listen(1)\nbob: c = l.accept()");
}

TEST_CASE("what was given to be typed over is typed over, or kept by Tab") {
  Hands hands;
  hands.type("alice: s.sen");
  hands.press(Key::enter);
  CHECK(hands.editor.buffer().selected() == "Hello");
  hands.type("Hi");
  CHECK(hands.added() == "alice: s.send(\"Hi\")");
  hands.type("!");
  hands.press(Key::end);
  hands.type("\nalice: s.se");
  hands.press(Key::tab);
  hands.press(Key::tab);
  CHECK_FALSE(hands.editor.buffer().has_selection());
  CHECK(hands.editor.buffer().caret() == hands.editor.buffer().text().size());
  CHECK(hands.added() == "alice: s.send(\"Hi!\")\nalice: s.set(nodelay, on)");
}

TEST_CASE("copy, cut, paste and undo work on what is selected") {
  Hands hands;
  hands.type("alice: s.close()");
  hands.editor.apply(editor::Copy{});  // nothing is selected
  CHECK(hands.copied.empty());
  hands.editor.apply(editor::SelectWord{own_text.size() + 10});
  hands.editor.apply(editor::Copy{});
  CHECK(hands.copied == "close");
  hands.editor.apply(editor::Cut{});
  CHECK(hands.added() == "alice: s.()");
  hands.copied = "local";
  hands.editor.apply(editor::Paste{});
  CHECK(hands.added() == "alice: s.local()");
  hands.editor.apply(editor::Undo{});
  hands.editor.apply(editor::Undo{});
  CHECK(hands.added() == "alice: s.close()");
  CHECK(hands.editor.mistakes().empty());
  hands.editor.apply(editor::Redo{});
  CHECK(hands.added() == "alice: s.()");
  hands.editor.apply(editor::SelectAll{});
  hands.press(Key::backspace);
  CHECK(hands.editor.buffer().text().empty());
}

TEST_CASE("what is pasted is taken only as far as a scenario may go") {
  Hands hands;
  hands.copied = std::string(limits::text_bytes, 'x');
  hands.editor.apply(editor::Paste{});
  CHECK(hands.added().empty());
  CHECK(hands.editor.notice().find("too much") != std::string::npos);
  hands.type("a");
  CHECK(hands.editor.notice().empty());
}

TEST_CASE("the page's own text comes back at a word, and that can be undone") {
  Hands hands;
  hands.type("alice: s.close()");
  hands.editor.apply(editor::Restore{});
  CHECK(hands.editor.is_own());
  hands.editor.apply(editor::Undo{});
  CHECK(hands.added() == "alice: s.close()");
}

TEST_CASE("only a text without mistakes is run, else the caret goes to the first of them") {
  Hands hands;
  hands.type("alice: s.clos()\nalice: s.x()\n");
  CHECK_FALSE(hands.editor.text_to_run());
  CHECK(hands.editor.buffer().caret() == own_text.size() + 9);
  CHECK(hands.editor.notice().find("Line 5") != std::string::npos);
  hands.editor.apply(editor::Restore{});
  CHECK(hands.editor.text_to_run() == own_text);
}

TEST_CASE("each page keeps its text, and takes another that the page has shown meanwhile") {
  Hands hands;
  hands.type("alice: s.close()\n");
  const std::string changed = hands.editor.buffer().text();
  hands.editor.close();
  CHECK_FALSE(hands.editor.is_open());
  hands.editor.open("another-page", "bob: u = socket(udp)\n", "bob: u = socket(udp)\n");
  CHECK(hands.editor.is_own());
  hands.editor.open("a-page", own_text, own_text);
  CHECK(hands.editor.buffer().text() == changed);
  CHECK(hands.editor.text_to_run() == changed);
  hands.editor.close();
  hands.editor.open("a-page", changed, own_text);
  CHECK(hands.editor.buffer().text() == changed);
  hands.editor.open("a-page", own_text, own_text);
  CHECK(hands.editor.is_own());
  hands.editor.apply(editor::Undo{});
  CHECK(hands.editor.buffer().text() == changed);
  hands.editor.forget();
  hands.editor.open("a-page", own_text, own_text);
  CHECK(hands.editor.is_own());
}

TEST_CASE("a click puts the caret, and drags a selection") {
  Hands hands;
  hands.editor.apply(editor::PlaceCaret{7, false});
  CHECK(hands.editor.buffer().caret() == 7);
  const auto moves = hands.editor.caret_moves();
  hands.editor.apply(editor::PlaceCaret{8, true});
  CHECK(hands.editor.buffer().selected() == "l");
  CHECK(hands.editor.caret_moves() > moves);
}

TEST_CASE("keys that write nothing mean nothing here") {
  Hands hands;
  for (const KeyPress& press :
       {KeyPress{Key::f1}, KeyPress{Key::escape}, KeyPress{Key::character, U'k', false, true},
        KeyPress{Key::enter, 0, false, true}, KeyPress{Key::tab, 0, true, false}, KeyPress{Key::character, U'\a'}}) {
    CHECK_FALSE(hands.editor.press(press));
  }
  CHECK(hands.editor.is_own());
}

TEST_CASE("whatever keys are pressed, the text stays text and its mistakes are its own") {
  CHECK(rc::check([] {
    Hands hands;
    const int count = *rc::gen::inRange(0, 60);
    for (int i = 0; i < count; ++i) {
      const auto key = static_cast<Key>(*rc::gen::inRange(0, static_cast<int>(Key::character) + 1));
      const KeyPress press{key, *rc::gen::element(U'a', U'.', U'(', U'"', U'b', U':', U'é', U'}'),
                           *rc::gen::arbitrary<bool>(), *rc::gen::inRange(0, 4) == 0};
      if (!hands.editor.press_in_list(press)) hands.editor.press(press);
      if (*rc::gen::inRange(0, 8) == 0) hands.editor.apply(editor::Undo{});
      RC_ASSERT(is_utf8(hands.editor.buffer().text()));
      RC_ASSERT(hands.editor.chosen().value_or(0) <= hands.editor.offers().size());
      for (const Completion& offer : hands.editor.offers()) {
        RC_ASSERT(offer.begin <= offer.end);
        RC_ASSERT(offer.end <= hands.editor.buffer().text().size());
      }
    }
  }));
}
