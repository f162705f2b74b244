# SPDX-License-Identifier: Apache-2.0
# Compile options that every target of the project links, and one function to add its tests.
add_library(cityproof_options INTERFACE)
add_library(cityproof::options ALIAS cityproof_options)
target_include_directories(cityproof_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(cityproof_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    -Wno-restrict  # g++ 12 sees overlaps in operator+(const char*, std::string&&) that are not there (GCC bug 105651)
    # Bit-identical results on any x86-64 machine: no contraction, no fast-math, baseline instruction set.
    -ffp-contract=off
    $<$<BOOL:${CITYPROOF_WERROR}>:-Werror>)
if(CITYPROOF_SANITIZE)
    target_compile_options(cityproof_options INTERFACE -fsanitize=${CITYPROOF_SANITIZE}
        -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(cityproof_options INTERFACE -fsanitize=${CITYPROOF_SANITIZE})
endif()

# cityproof_add_test(NAME unit.core LABELS unit SOURCES a.cpp ... LINK cityproof::core_base)
# One GoogleTest program, its tests discovered one by one with the name's prefix.
function(cityproof_add_test)
    cmake_parse_arguments(ARG "" "NAME;LABELS;TIMEOUT" "SOURCES;LINK;ENVIRONMENT" ${ARGN})
    string(REPLACE "." "_" target "test_${ARG_NAME}")
    add_executable(${target} ${ARG_SOURCES})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    target_link_libraries(${target} PRIVATE cityproof::options ${ARG_LINK} GTest::gmock GTest::gtest GTest::gtest_main)
    # A test runs for milliseconds and compiles for seconds.
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
    if("gui" IN_LIST ARG_LABELS)
        cityproof_use_precompiled(${target} gui_test)
    else()
        cityproof_use_precompiled(${target} test)
    endif()
    target_compile_definitions(${target} PRIVATE
        CITYPROOF_SOURCE_DIR="${CMAKE_SOURCE_DIR}" CITYPROOF_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    gtest_discover_tests(${target} TEST_PREFIX "${ARG_NAME}." DISCOVERY_TIMEOUT 120
        PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT} ENVIRONMENT "${ARG_ENVIRONMENT}")
endfunction()
