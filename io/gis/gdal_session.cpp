// SPDX-License-Identifier: Apache-2.0
#include "io/gis/gdal_session.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogr_srs_api.h>

namespace cityproof::io {
namespace {

struct Option {
    const char* name;
    const char* value;
};

constexpr std::array options{
    // The same import must give the same bytes: gpkg_contents.last_change is a constant.
    Option{"OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z"},
    // The map is written under a temporary name and renamed: no need to wait for the disk at every
    // transaction.
    Option{"OGR_SQLITE_SYNCHRONOUS", "OFF"}};

} // namespace

GdalSession::GdalSession() {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    GDALAllRegister();
    // Transformations must not depend on grids that PROJ might fetch.
    OSRSetPROJEnableNetwork(0);
    for (std::size_t i = 0; i < options.size(); ++i) {
        const char* before = CPLGetThreadLocalConfigOption(options[i].name, nullptr);
        before_[i] = before == nullptr ? std::nullopt : std::optional<std::string>{before};
        CPLSetThreadLocalConfigOption(options[i].name, options[i].value);
    }
}

GdalSession::~GdalSession() {
    for (std::size_t i = 0; i < options.size(); ++i) { // sessions may be nested
        CPLSetThreadLocalConfigOption(options[i].name, before_[i] ? before_[i]->c_str() : nullptr);
    }
    CPLPopErrorHandler();
}

std::string GdalSession::last_message() {
    const char* text = CPLGetLastErrorMsg();
    return text == nullptr || *text == '\0' ? "no reason given" : text;
}

} // namespace cityproof::io
