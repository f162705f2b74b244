// SPDX-License-Identifier: Apache-2.0
#include "io/gis/gdal_session.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>

namespace cityproof::io {

GdalSession::GdalSession() {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    GDALAllRegister();
    // The same import must give the same bytes: gpkg_contents.last_change is a constant.
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z");
    // The map is written under a temporary name and renamed: no need to wait for the disk at every
    // transaction.
    CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF");
    CPLSetThreadLocalConfigOption("PROJ_NETWORK", "OFF");
}

GdalSession::~GdalSession() {
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr);
    CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", nullptr);
    CPLSetThreadLocalConfigOption("PROJ_NETWORK", nullptr);
    CPLPopErrorHandler();
}

std::string GdalSession::last_message() {
    const char* text = CPLGetLastErrorMsg();
    return text == nullptr || *text == '\0' ? "no reason given" : text;
}

} // namespace cityproof::io
