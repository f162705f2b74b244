# SPDX-License-Identifier: Apache-2.0
# `cmake --install build --prefix FOLDER`: a folder that works wherever it is moved to. Programs find the shipped data
# (../share/cityproof) and each other by their own place, the engines' libraries by a run path that begins at $ORIGIN.
# Libraries of Debian packages are not copied: what an install needs of them is in docs/install.md.

get_property(programs GLOBAL PROPERTY CITYPROOF_PROGRAMS)
file(RELATIVE_PATH _to_engines /${CMAKE_INSTALL_BINDIR} /${CITYPROOF_ENGINE_FOLDER})
set_target_properties(${programs} PROPERTIES INSTALL_RPATH
    "$ORIGIN/${_to_engines}/sumo/lib64;$ORIGIN/${_to_engines}/epanet;$ORIGIN/${_to_engines}/power_grid_model")
install(TARGETS ${programs} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# The engines, in the folders of their wheels: libsumocpp looks for its own libraries at ../../eclipse_sumo.libs.
# A SUMO of the user's own (SUMO_HOME) stays where it is.
cmake_path(IS_PREFIX CITYPROOF_SITE_PACKAGES "${SUMO_LIBRARY}" _sumo_of_the_wheel)
if(_sumo_of_the_wheel)
    install(FILES ${SUMO_LIBRARY} DESTINATION ${CITYPROOF_ENGINE_FOLDER}/sumo/lib64)
    # What `import --osm` executes, and the rules by which netconvert reads a map's roads.
    get_filename_component(_sumo_home ${SUMO_LIBRARY}/../.. ABSOLUTE)
    install(PROGRAMS ${_sumo_home}/bin/netconvert ${_sumo_home}/bin/sumo DESTINATION ${CITYPROOF_ENGINE_FOLDER}/sumo/bin)
    install(DIRECTORY ${_sumo_home}/data/typemap DESTINATION ${CITYPROOF_ENGINE_FOLDER}/sumo/data)
    install(DIRECTORY ${CITYPROOF_SITE_PACKAGES}/eclipse_sumo.libs DESTINATION ${CITYPROOF_ENGINE_FOLDER})
else()
    get_filename_component(_sumo_folder ${SUMO_LIBRARY} DIRECTORY)
    set_property(TARGET ${programs} APPEND PROPERTY INSTALL_RPATH "${_sumo_folder}")
endif()
install(FILES ${EPANET_LIBRARY} DESTINATION ${CITYPROOF_ENGINE_FOLDER}/epanet)
install(DIRECTORY ${CITYPROOF_SITE_PACKAGES}/power_grid_model/_core/power_grid_model_c/lib64/
    DESTINATION ${CITYPROOF_ENGINE_FOLDER}/power_grid_model PATTERN "cmake" EXCLUDE)
file(GLOB _licences ${CITYPROOF_SITE_PACKAGES}/eclipse_sumo-*.dist-info ${CITYPROOF_SITE_PACKAGES}/owa_epanet-*.dist-info
    ${CITYPROOF_SITE_PACKAGES}/power_grid_model-*.dist-info)
install(DIRECTORY ${_licences} DESTINATION ${CMAKE_INSTALL_DOCDIR}/engines
    FILES_MATCHING PATTERN "*LICENSE*" PATTERN "METADATA")

# What the programs read, and what people read.
set(_data ${CMAKE_SOURCE_DIR}/data)
install(DIRECTORY ${_data}/schema ${_data}/policies ${_data}/prices ${_data}/python
    DESTINATION ${CMAKE_INSTALL_DATADIR}/cityproof PATTERN "__pycache__" EXCLUDE)
install(DIRECTORY ${_data}/demo DESTINATION ${CMAKE_INSTALL_DATADIR}/cityproof
    PATTERN "generator" EXCLUDE PATTERN "__pycache__" EXCLUDE PATTERN "*.py" EXCLUDE)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE ${CMAKE_SOURCE_DIR}/THIRD_PARTY.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The desktop's entry names programs without a path: a moved folder's bin has to be on PATH for it.
install(FILES ${CMAKE_SOURCE_DIR}/gui/desktop/cityproof.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${CMAKE_SOURCE_DIR}/gui/desktop/cityproof.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
