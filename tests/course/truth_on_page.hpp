#pragma once

#include "core/lesson/lesson.hpp"
#include "core/record/recording.hpp"
#include "tests/core/truths/truth.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace doorway::course {

/// In the table of truths, in place of an answer: the run reaches the page's goal; and: the answer is another in
/// another run.
constexpr std::string_view reaches_goal = "(reaches the goal)";
constexpr std::string_view varies = "(another in another run)";

/// What the page says of this recording: the words of the answer that it makes right, several of them joined by "; ",
/// or one of the two above; or why it says nothing, in parentheses.
std::string said_of(const Page& page, const Recording& recording, std::string_view expected);

/// The calls that a text of conditions names, each once: "bob.recv#1", "alice.send".
std::vector<std::string> calls_named(std::string_view conditions);

/// The conditions by which the page holds the answers right that hold in this recording; its goal's where it is asked.
std::string conditions_used(const Page& page, const Recording& recording, std::string_view expected);

}  // namespace doorway::course
