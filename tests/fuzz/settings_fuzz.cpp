// Settings: what is good is taken and can be written and read again as the same.
#include "app/settings_file.hpp"
#include "tests/fuzz/expect.hpp"

using namespace doorway;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const app::ParsedSettings parsed = app::parse_settings(fuzz::as_text(data, size));
  for (const std::string& mistake : parsed.mistakes) fuzz::expect_line(mistake, 1000);
  const std::string written = app::settings_text(parsed.settings);
  const app::ParsedSettings again = app::parse_settings(written);
  fuzz::expect(again.mistakes.empty(), "what is written has no mistakes", written);
  fuzz::expect(again.settings == parsed.settings, "what is read again is the same", written);
  return 0;
}
