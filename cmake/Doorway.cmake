# What all targets of the project share.

add_library(doorway_options INTERFACE)
target_include_directories(doorway_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(doorway_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)

# doorway_part(NAME FILES… DEPENDS PARTS…): one part of the core, a static library doorway_NAME.
# Parts see only the parts they name, so the direction of dependencies is what the linker says it is.
function(doorway_part name)
  cmake_parse_arguments(PART "" "" "DEPENDS" ${ARGN})
  add_library(doorway_${name} STATIC ${PART_UNPARSED_ARGUMENTS})
  target_link_libraries(doorway_${name} PUBLIC ${PART_DEPENDS} PRIVATE doorway_options)
endfunction()

# doorway_test(NAME FILES… DEPENDS LIBRARIES…): a doctest program whose test cases CTest lists one by one.
function(doorway_test name)
  cmake_parse_arguments(TEST "" "" "DEPENDS" ${ARGN})
  add_executable(${name} ${TEST_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE doorway_test_support ${TEST_DEPENDS} doorway_options)
  doctest_discover_tests(${name} PROPERTIES TIMEOUT 120)
endfunction()
