# What all targets of the project share.

add_library(doorway_options INTERFACE)
target_include_directories(doorway_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(doorway_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
  # GCC 12 warns falsely of "literal" + string (GCC bug 105651).
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
# GCC warns falsely where a std::variant moves into a vector (GCC bug 80635).
target_compile_options(doorway_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
target_compile_definitions(doorway_options INTERFACE BOOST_ASIO_NO_DEPRECATED)

# doorway_part(NAME FILES… DEPENDS PARTS…): one part of the core, a static library doorway_NAME.
# Parts see only the parts they name, so the direction of dependencies is what the linker says it is.
function(doorway_part name)
  cmake_parse_arguments(PART "" "" "DEPENDS" ${ARGN})
  add_library(doorway_${name} STATIC ${PART_UNPARSED_ARGUMENTS})
  target_link_libraries(doorway_${name} PUBLIC ${PART_DEPENDS} PRIVATE doorway_options)
endfunction()

# doorway_test(NAME [SERIAL] FILES… DEPENDS LIBRARIES…): a doctest program whose test cases CTest lists one by one.
# SERIAL: its cases measure time, so nothing else may run beside them; their label is "timing".
# A case that prints "skipped: REASON" is shown as skipped. The time limit is the test preset's, so that --heavy can
# lift it.
function(doorway_test name)
  cmake_parse_arguments(TEST "SERIAL" "" "DEPENDS" ${ARGN})
  add_executable(${name} ${TEST_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE doorway_test_support ${TEST_DEPENDS} doorway_options)
  # A name that doctest reads as another filter would run no case and pass: no case run is a failure.
  set(properties FAIL_REGULAR_EXPRESSION "test cases: +0 " SKIP_REGULAR_EXPRESSION "skipped: ")
  if(TEST_SERIAL)
    list(APPEND properties RUN_SERIAL TRUE LABELS timing)
  endif()
  doctest_discover_tests(${name} PROPERTIES ${properties})
endfunction()
