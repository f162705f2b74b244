# SPDX-License-Identifier: Apache-2.0
# The third-party engines, taken from the wheels in .venv (see ./setup): libsumocpp, power-grid-model's C API, EPANET.
# Targets: engines::sumo, engines::power_grid_model, engines::epanet. A SUMO_HOME with a libsumocpp wins over the wheel.
file(GLOB _site_packages ${CMAKE_SOURCE_DIR}/.venv/lib/python3.*/site-packages)
set(CITYPROOF_SITE_PACKAGES "${_site_packages}" CACHE PATH "Folder that holds the engines' wheels")
if(NOT EXISTS "${CITYPROOF_SITE_PACKAGES}")
    message(FATAL_ERROR "The engines' wheels are not installed: run ./setup first.")
endif()

set(_sumo_roots ${CITYPROOF_SITE_PACKAGES}/sumo)
if(DEFINED ENV{SUMO_HOME})
    list(PREPEND _sumo_roots $ENV{SUMO_HOME})
endif()
find_library(SUMO_LIBRARY sumocpp PATHS ${_sumo_roots} PATH_SUFFIXES lib64 lib bin NO_DEFAULT_PATH REQUIRED)
find_path(SUMO_INCLUDE_DIR libsumo/libsumo.h PATHS ${_sumo_roots} PATH_SUFFIXES include src NO_DEFAULT_PATH REQUIRED)
get_filename_component(_sumo_root ${SUMO_LIBRARY} DIRECTORY)
get_filename_component(_sumo_home ${_sumo_root} DIRECTORY)
set(CITYPROOF_SUMO_HOME ${_sumo_home} CACHE INTERNAL "Folder of bin/netconvert and data/typemap")
add_library(engines::sumo SHARED IMPORTED GLOBAL)
set_target_properties(engines::sumo PROPERTIES
    IMPORTED_LOCATION ${SUMO_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${SUMO_INCLUDE_DIR})

find_package(power_grid_model CONFIG REQUIRED GLOBAL
    PATHS ${CITYPROOF_SITE_PACKAGES}/power_grid_model/_core/power_grid_model_c NO_DEFAULT_PATH)
set(power_grid_model_VERSION ${power_grid_model_VERSION} CACHE INTERNAL "")
add_library(engines::power_grid_model ALIAS power_grid_model::power_grid_model_c)

# The wheel has no soname link and no headers: declarations are our own; log, pow and sqrt come from libm.
find_library(EPANET_LIBRARY epanet2 PATHS ${CITYPROOF_SITE_PACKAGES}/epanet NO_DEFAULT_PATH REQUIRED)
add_library(engines::epanet SHARED IMPORTED GLOBAL)
set_target_properties(engines::epanet PROPERTIES IMPORTED_LOCATION ${EPANET_LIBRARY}
    INTERFACE_LINK_LIBRARIES m)
