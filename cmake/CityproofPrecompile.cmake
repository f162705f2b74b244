# SPDX-License-Identifier: Apache-2.0
# Large headers that many files include, read once. Only in the presets of continuous integration, which compiles
# every file anew: elsewhere ccache does more, and a file that forgets an include is found.
option(CITYPROOF_PRECOMPILE "Read large headers once" OFF)

# cityproof_define_precompiled(NAME OPTIONS ... LINK ... HEADERS ...): a set of headers. All targets that use it are
# compiled with the same options that produce code, and define all that LINK defines.
function(cityproof_define_precompiled name)
    if(NOT CITYPROOF_PRECOMPILE)
        return()
    endif()
    cmake_parse_arguments(ARG "" "" "OPTIONS;LINK;HEADERS" ${ARGN})
    set(source ${CMAKE_BINARY_DIR}/precompiled/${name}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "")
    add_library(cityproof_precompiled_${name} OBJECT ${source})
    target_link_libraries(cityproof_precompiled_${name} PRIVATE cityproof::options ${ARG_LINK})
    target_compile_options(cityproof_precompiled_${name} PRIVATE ${ARG_OPTIONS})
    target_precompile_headers(cityproof_precompiled_${name} PRIVATE ${ARG_HEADERS})
endfunction()

function(cityproof_use_precompiled target name)
    if(CITYPROOF_PRECOMPILE)
        target_precompile_headers(${target} REUSE_FROM cityproof_precompiled_${name})
    endif()
endfunction()
