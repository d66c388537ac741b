#include "tests/course/prose.hpp"

#include "core/base/overloaded.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace doorway::course {
namespace {

constexpr std::size_t long_word_letters = 9;

bool is_letter(char sign) {
  return std::isalpha(static_cast<unsigned char>(sign)) != 0;
}
bool is_small(char sign) {
  return std::islower(static_cast<unsigned char>(sign)) != 0;
}
bool is_space(char sign) {
  return std::isspace(static_cast<unsigned char>(sign)) != 0;
}

Spans as_shown(const std::string& text) {
  return {Span{text}};
}

class ProseList {
 public:
  void add(ProseKind kind, const Spans& text) { list_.push_back({kind, text}); }

  void add(ProseKind kind, const ProseBlock& block) {
    std::visit(Overloaded{[&](const Paragraph& paragraph) { add(kind, paragraph.text); },
                          [&](const Subheading& heading) { add(ProseKind::shown, heading.text); },
                          [&](const ListItems& items) { add_each(kind, items.items); },
                          [&](const Quote& quote) { add_each(kind, quote.paragraphs); },
                          [&](const CodeBlock& code) { add(ProseKind::shown, as_shown(code.text)); }},
               block);
  }

  template <class List>
  void add_each(ProseKind kind, const List& list) {
    for (const auto& item : list) add(kind, item);
  }

  void add(const Ask& ask) {
    add_each(ProseKind::question, ask.question);
    std::visit(Overloaded{[&](const OneOf& one) { add_choices(one.choices); },
                          [&](const SeveralOf& several) { add_choices(several.choices); },
                          [&](const NumberAnswer& number) {
                            for (const auto& belief : number.beliefs) add_each(ProseKind::feedback, belief.feedback);
                          },
                          [&](const InOrder& order) { add_choices(order.items); },
                          [&](const PointAt& point) {
                            for (const auto& target : point.targets) add_each(ProseKind::feedback, target.feedback);
                          }},
               ask.answers);
    add_each(ProseKind::explanation, ask.explanation);
  }

  void add(const Goal& goal) {
    add_each(ProseKind::text, goal.text);
    for (const auto& hint : goal.hints) add_each(ProseKind::feedback, hint);
  }

  void add(const PageBlock& block) {
    std::visit(
        Overloaded{[&](const ProseBlock& prose) { add(ProseKind::text, prose); }, [&](const Ask& ask) { add(ask); },
                   [&](const Experiment& experiment) { add_each(ProseKind::text, experiment.text); },
                   [&](const Goal& goal) { add(goal); }, [&](const Gem& gem) { add(ProseKind::gem, gem.text); },
                   [](const Recap&) {}},
        block);
  }

  std::vector<Prose> take() { return std::move(list_); }

 private:
  template <class Choices>
  void add_choices(const Choices& choices) {
    for (const auto& choice : choices) {
      add(ProseKind::choice, choice.text);
      add_each(ProseKind::feedback, choice.feedback);
    }
  }

  std::vector<Prose> list_;
};

/// Of what asks the learner to do something: the words that ask. Null for other blocks.
const std::vector<ProseBlock>* asking_words(const PageBlock& block) {
  if (const auto* ask = std::get_if<Ask>(&block)) return &ask->question;
  if (const auto* experiment = std::get_if<Experiment>(&block)) return &experiment->text;
  if (const auto* goal = std::get_if<Goal>(&block)) return &goal->text;
  return nullptr;
}

/// The text with each piece of code as one word.
std::string with_code_as_words(const Spans& text, Vocabulary vocabulary) {
  std::string joined;
  for (const Span& span : text) {
    std::string words(words_of(span, vocabulary));
    if (span.code && !words.empty()) {
      std::ranges::replace_if(words, is_space, '_');
      words = "`" + words + "`";
    }
    joined += words;
  }
  return joined;
}

bool counts_as_word(std::string_view word) {
  return std::ranges::any_of(word, [](char sign) { return std::isalnum(static_cast<unsigned char>(sign)) != 0; });
}

bool is_long(std::string_view word) {
  if (word.find('`') != std::string_view::npos) return false;
  std::size_t letters = 0;
  for (const char sign : word) {
    letters = is_letter(sign) ? letters + 1 : 0;
    if (letters == long_word_letters) return true;
  }
  return false;
}

bool ends_sentence(std::string_view word, std::string_view next) {
  const auto last = word.find_last_not_of(")\"'");
  if (last == std::string_view::npos || std::string_view(".!?").find(word[last]) == std::string_view::npos)
    return false;
  return !is_small(next.front());
}

bool has_sentences(ProseKind kind) {
  return kind != ProseKind::title && kind != ProseKind::shown && kind != ProseKind::choice;
}

}  // namespace

std::vector<Prose> prose_of(const Page& page) {
  ProseList list;
  list.add(ProseKind::title, page.title);
  for (const PageBlock& block : page.blocks) list.add(block);
  return list.take();
}

std::vector<Prose> prose_before_action(const Page& page) {
  ProseList list;
  for (const PageBlock& block : page.blocks) {
    if (std::holds_alternative<Recap>(block)) break;
    if (const auto* asking = asking_words(block)) {
      list.add_each(ProseKind::question, *asking);
      break;
    }
    list.add(block);
  }
  return list.take();
}

std::vector<std::string> words_in(const Spans& text, Vocabulary vocabulary) {
  const std::string joined = with_code_as_words(text, vocabulary);
  std::vector<std::string> words;
  for (auto at = joined.begin(); at != joined.end();) {
    const auto end = std::find_if(at, joined.end(), is_space);
    std::string word(at, end);
    if (counts_as_word(word)) words.push_back(std::move(word));
    at = std::find_if_not(end, joined.end(), is_space);
  }
  return words;
}

std::size_t word_count(const std::vector<Prose>& prose, Vocabulary vocabulary) {
  std::size_t count = 0;
  for (const Prose& piece : prose) count += words_in(piece.text, vocabulary).size();
  return count;
}

double ReadingEase::words_a_sentence() const {
  return sentences == 0 ? 0 : static_cast<double>(words) / static_cast<double>(sentences);
}

double ReadingEase::long_share() const {
  return words == 0 ? 0 : static_cast<double>(long_words) / static_cast<double>(words);
}

ReadingEase reading_ease(const std::vector<Prose>& prose, Vocabulary vocabulary) {
  ReadingEase ease;
  for (const Prose& piece : prose) {
    if (!has_sentences(piece.kind)) continue;
    const auto words = words_in(piece.text, vocabulary);
    ease.words += words.size();
    for (std::size_t i = 0; i < words.size(); ++i) {
      ease.long_words += is_long(words[i]) ? 1 : 0;
      const bool last = i + 1 == words.size();
      ease.sentences += last || ends_sentence(words[i], words[i + 1]) ? 1 : 0;
    }
  }
  return ease;
}

ReadingEase reading_ease(const Lesson& lesson, Vocabulary vocabulary) {
  std::vector<Prose> prose;
  for (const Page& page : lesson.pages) {
    for (Prose& piece : prose_of(page)) prose.push_back(std::move(piece));
  }
  return reading_ease(prose, vocabulary);
}

}  // namespace doorway::course
