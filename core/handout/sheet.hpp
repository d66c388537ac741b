#pragma once

#include "core/lesson/lesson.hpp"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace doorway {

/// What a sheet of paper has on it, from top to bottom: what handouts are made of before they are Markdown or HTML.
namespace sheet {

/// The sheet's title, with a line or two below it.
struct Title {
  std::string text;
  std::vector<std::string> lines;
};
/// A page of the lesson begins.
struct Heading {
  std::size_t number = 0;
  Spans text;
};
/// A few words above what follows: "Goal".
struct Label {
  std::string text;
};
struct Prose {
  std::vector<ProseBlock> blocks;
};
/// A scenario.
struct Script {
  std::string text;
};
/// Something to tick or to number.
struct Box {
  std::string inside;  ///< what stands in the box: nothing, "x", "2"
  Spans text;
  std::vector<ProseBlock> remark;  ///< below it
};
struct Boxes {
  std::vector<Box> boxes;
};
/// Lines to write on.
struct WritingLines {
  std::string before;  ///< stands before the first
  std::size_t count = 1;
};

}  // namespace sheet

using SheetBlock = std::variant<sheet::Title, sheet::Heading, sheet::Label, sheet::Prose, sheet::Script, sheet::Boxes,
                                sheet::WritingLines>;
using Sheet = std::vector<SheetBlock>;

}  // namespace doorway
