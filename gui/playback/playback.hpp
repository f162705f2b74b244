// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

namespace cityproof::gui {

/// The one place that knows which moment of the run is shown. Steps go from recorded moment to
/// recorded moment; playing moves on by the clock on the wall times the rate, and shows the newest
/// moment that has come, however long a drawing took: frames are dropped, never queued.
class Playback : public QObject {
    Q_OBJECT

  public:
    explicit Playback(QObject* parent = nullptr);

    /// Recorded moments, ascending. The shown moment stays where it is, or moves to the nearest
    /// one inside; with is_following() it moves to the last.
    void set_moments(std::vector<double> moments_s);

    bool is_empty() const { return moments_s_.empty(); }

    /// The recorded moment that is shown.
    double time_s() const;
    double first_s() const; ///< of the range
    double last_s() const;  ///< of the range

    std::size_t index() const { return index_; }

    std::size_t moment_count() const { return moments_s_.size(); }

    double moment_s(std::size_t index) const { return moments_s_[index]; }

    /// Shows the last recorded moment at or before a time (the first one before it).
    void go_to(double time_s);
    void go_to_index(std::size_t index);
    void step(int moments);
    void to_first();
    void to_last();

    bool is_playing() const { return timer_.isActive(); }

    /// At the end of the range playing begins anew from its start.
    void play();
    void pause();
    void toggle();

    /// Seconds of the run in a second on the wall.
    double rate() const { return rate_; }

    void set_rate(double rate);
    /// To the next slower or faster of the usual rates.
    void change_rate(int steps);
    static const std::vector<double>& usual_rates();

    bool loops() const { return loops_; }

    void set_loops(bool loops) { loops_ = loops; }

    /// Playing stays inside a range of the run; nothing: all of it.
    void set_range(std::optional<std::pair<double, double>> range_s);

    bool has_range() const { return range_s_.has_value(); }

    /// Shows the end of a growing run, always.
    bool is_following() const { return following_; }

    void set_following(bool following);

    /// Time passes on the wall; the timer calls it, and tests.
    void advance(double wall_s);

  signals:
    void time_changed(double time_s);
    void playing_changed(bool playing);
    void rate_changed(double rate);
    void moments_changed();
    void following_changed(bool following);

  private:
    std::size_t index_at(double time_s) const;
    void show(std::size_t index);

    std::vector<double> moments_s_;
    std::size_t index_ = 0;
    double exact_s_ = 0; ///< where playing is between moments
    double rate_ = 60;
    bool loops_ = false;
    bool following_ = false;
    std::optional<std::pair<double, double>> range_s_;
    QTimer timer_;
    QElapsedTimer wall_;
};

} // namespace cityproof::gui
