// SPDX-License-Identifier: Apache-2.0
#include "gui/data/run_clock.hpp"

#include "core/base/quantity.hpp"
#include "gui/map/text.hpp"
#include "gui/map/words.hpp"

#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace cityproof::gui {

namespace {

QTime parse_time(const QString& text) {
    return QTime::fromString(text, text.count(QLatin1Char{':'}) == 2 ? QStringLiteral("H:mm:ss")
                                                                     : QStringLiteral("H:mm"));
}

QDateTime after(const QDateTime& start, double time_s) {
    return start.addMSecs(static_cast<qint64>(std::llround(time_s * 1000)));
}

} // namespace

RunClock::RunClock(const std::string& start_local, const std::string& zone) {
    const QDateTime local = QDateTime::fromString(plain_text(start_local), Qt::ISODate);
    const QTimeZone found{QByteArray::fromStdString(zone)};
    if (local.isValid() && found.isValid()) {
        start_ = QDateTime{local.date(), local.time(), found};
        zone_ = plain_text(zone);
    } else if (local.isValid()) {
        start_ = QDateTime{local.date(), local.time(),
                           Qt::UTC}; // a clock that never changes to summer time
    }
}

QString RunClock::text(double time_s) const {
    if (!start_.isValid()) {
        return Words::tr("%1 s after the start").arg(time_s);
    }
    const QString day = QLocale{}.toString(
        after(start_, time_s), Words::tr("ddd d MMM yyyy", "form of a date, as of QDateTime"));
    return day + QStringLiteral(", ") + short_text(time_s) +
           (zone_.isEmpty() ? QString{} : QStringLiteral(" (%1)").arg(zone_));
}

QString RunClock::short_text(double time_s) const {
    if (!start_.isValid()) {
        return QStringLiteral("%1 s").arg(time_s);
    }
    const QTime time = after(start_, time_s).time();
    return time.toString(time.second() == 0 ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss"));
}

std::optional<double> RunClock::from_wall_clock(const QString& text) const {
    static const QRegularExpression form{
        QStringLiteral(R"(^(?:(\d{4}-\d{2}-\d{2})[T ])?(\d{1,2}:\d{2}(?::\d{2})?)$)")};
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const QTime time = parse_time(match.captured(2));
    const bool has_date = match.hasCaptured(1) && !match.captured(1).isEmpty();
    const QDate date = has_date ? QDate::fromString(match.captured(1), Qt::ISODate) : start_.date();
    if (!time.isValid() || !date.isValid()) {
        return std::nullopt;
    }
    QDateTime moment = start_;
    moment.setDate(date);
    moment.setTime(time);
    if (!has_date && moment < start_) {
        moment = moment.addDays(1);
    }
    return static_cast<double>(start_.msecsTo(moment)) / 1000;
}

double RunClock::since_start(double epoch_s) const {
    return epoch_s - static_cast<double>(start_.toMSecsSinceEpoch()) / 1000;
}

LocalMoments RunClock::local_moments(double wall_s) const {
    if (!knows_zone()) { // the start is kept as if it were in UTC
        return {1, since_start(wall_s), 0};
    }
    const QTimeZone zone = start_.timeZone();
    const auto offset_at = [&](double epoch_s) {
        return zone.offsetFromUtc(
            QDateTime::fromMSecsSinceEpoch(std::llround(epoch_s * 1000), Qt::UTC));
    };
    // Zones change their offset less often than every two days: one of the offsets around is right.
    constexpr double day_s = 86'400;
    const double with_earlier_s = wall_s - offset_at(wall_s - day_s);
    const double with_later_s = wall_s - offset_at(wall_s + day_s);
    const auto is_right = [&](double epoch_s) {
        return std::abs(epoch_s + offset_at(epoch_s) - wall_s) < 1e-3;
    };
    LocalMoments moments;
    for (const double epoch_s :
         {std::min(with_earlier_s, with_later_s), std::max(with_earlier_s, with_later_s)}) {
        if (!is_right(epoch_s) || (moments.count == 1 && with_earlier_s == with_later_s)) {
            continue;
        }
        (moments.count == 0 ? moments.first_s : moments.second_s) = since_start(epoch_s);
        ++moments.count;
    }
    return moments;
}

double RunClock::seconds_to_midnight() const {
    return start_.isValid() ? -QTime{0, 0}.msecsTo(start_.time()) / 1000.0 : 0;
}

double RunClock::seconds(const std::string& text, const std::string& option) const {
    const QString trimmed = plain_text(text);
    if (!trimmed.contains(QLatin1Char{':'})) {
        return parse_duration(text, {"", 0, option}).to_seconds();
    }
    if (!start_.isValid()) {
        throw InputError{{"", 0, option},
                         "'" + trimmed.toStdString() +
                             "' is a time of day, but the run file has no start_local",
                         "seconds since the start, as in \"1800 s\""};
    }
    const std::optional<double> found = from_wall_clock(trimmed);
    if (!found) {
        throw InputError{{"", 0, option},
                         "'" + trimmed.toStdString() + "' is not a time",
                         "\"07:30\", \"07:30:15\", \"2026-11-10 07:30\" or a span since the start "
                         "as in \"1800 s\""};
    }
    return *found;
}

} // namespace cityproof::gui
