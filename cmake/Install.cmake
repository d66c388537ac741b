# What `cmake --install` puts where: the program, and what is to be read beside it.
include(GNUInstallDirs)

if(TARGET doorway)
  install(TARGETS doorway RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
install(FILES README.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
if(EXISTS "${PROJECT_SOURCE_DIR}/lessons")
  install(DIRECTORY lessons DESTINATION "${CMAKE_INSTALL_DATADIR}/doorway" FILES_MATCHING PATTERN "*.md")
endif()
