#include "app/cli/printers.hpp"

#include "core/export/jsonl.hpp"

namespace doorway::cli {
namespace {

template <class Writer>
Printer printer_of(const std::shared_ptr<Writer>& writer, bool inferred) {
  Printer printer;
  printer.began = [writer] { return writer->began(); };
  printer.event = [writer](const Event& event) { return writer->event(event); };
  if (inferred) printer.inferred = [writer](const Inferred& what) { return writer->inferred(what); };
  printer.finished = [writer](const RunStatus& status) { return writer->finished(status); };
  return printer;
}

}  // namespace

Printer make_printer(const RecordingHeader& header, const PrintStyle& style, std::optional<std::size_t> run) {
  if (style.jsonl) return printer_of(std::make_shared<JsonLines>(header, run), style.inferred);
  return printer_of(std::make_shared<TextLanes>(header, style.text), style.inferred);
}

}  // namespace doorway::cli
