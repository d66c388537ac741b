// Records of progress: what is good of a text is taken and can be written and read again as the same.
#include "core/progress/overview.hpp"
#include "core/progress/progress.hpp"
#include "core/progress/progress_csv.hpp"
#include "core/progress/progress_text.hpp"
#include "core/progress/record_text.hpp"
#include "tests/fuzz/expect.hpp"

#include <string>

using namespace doorway;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::as_text(data, size);
  (void)is_cut_off_header(text);
  const ReadRecords read = read_records(text);
  fuzz::expect(read.damaged_lines == 0 ? read.first_damaged_line == 0 : read.first_damaged_line >= 1,
               "the first damaged line is told where there is one");
  std::string written = progress_header_line();
  for (const ProgressRecord& record : read.records) written += record_line(record);
  const ReadRecords again = read_records(written);
  fuzz::expect(again.records == read.records, "what is read again is the same", written);
  fuzz::expect(again.has_header && again.damaged_lines == 0, "what is written is whole", written);

  const Progress progress = progress_of(read.records);
  fuzz::expect(progress.records == read.records.size(), "each record is counted");
  const std::vector<ProgressRow> rows = progress_rows({}, progress);
  fuzz::expect_text(progress_table(rows));
  std::string csv = progress_csv({}, progress, Vocabulary::story);
  std::erase(csv, '\r');  // of its line ends
  fuzz::expect_text(csv);
  (void)missed_questions({}, progress, Vocabulary::engineer);
  (void)continue_at({}, progress);
  return 0;
}
