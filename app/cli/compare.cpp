#include "app/cli/compare.hpp"

#include "app/cli/exit_code.hpp"
#include "app/cli/replay.hpp"
#include "core/export/comparison_report.hpp"

#include <variant>

namespace doorway::cli {

int compare_recordings(const CompareRequest& request, Console& console) {
  const auto a = read_journey(request.a);
  if (!a) return a.error();
  const auto b = read_journey(request.b);
  if (!b) return b.error();
  const Comparison comparison = compare(*a->recording, *b->recording);
  const ComparedRecording left{*a->recording, request.a};
  const ComparedRecording right{*b->recording, request.b};
  const std::string text =
      request.json ? comparison_json(comparison, left, right) : comparison_text(comparison, left, right);
  if (!console.write(text) || !console.close_output()) return report_interruption(console);
  return std::holds_alternative<comparison::Same>(comparison) ? exit_code::well : exit_code::differs;
}

}  // namespace doorway::cli
