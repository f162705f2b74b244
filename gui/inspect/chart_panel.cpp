// SPDX-License-Identifier: Apache-2.0
#include "gui/inspect/chart_panel.hpp"

#include "gui/data/channel_style.hpp"
#include "gui/inspect/recorded_lines.hpp"
#include "gui/map/layer_name.hpp"
#include "gui/map/text.hpp"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace cityproof::gui {

namespace {

// More lines cannot be told apart.
constexpr std::size_t most_lines = 6;

/// The one file that is dragged, when it can be a feed.
QString dragged_feed(const QDropEvent& event) {
    const QList<QUrl> urls = event.mimeData()->urls();
    const QString path = urls.size() == 1 ? urls.front().toLocalFile() : QString{};
    return path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive) ? path : QString{};
}

} // namespace

ChartPanel::ChartPanel(const IdSearch& search, QWidget* parent)
    : QWidget{parent},
      search_{search},
      plot_{new TimeSeriesPlot{this}},
      numbers_{new QLabel{this}} {
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    make_buttons();
    column->addWidget(plot_, 1);
    numbers_->setAccessibleName(tr("Residuals in numbers"));
    numbers_->setWordWrap(true);
    numbers_->setTextFormat(Qt::PlainText);
    numbers_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    numbers_->setContentsMargins(8, 0, 8, 4);
    numbers_->hide();
    column->addWidget(numbers_);
    setAcceptDrops(true);
    draw();
}

void ChartPanel::make_buttons() {
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(6, 4, 6, 0);
    const auto add = [&](const QString& text, const QString& tip) {
        auto* button = new QToolButton{this};
        button->setText(text);
        button->setAccessibleName(text);
        button->setToolTip(tip);
        button->setFocusPolicy(Qt::StrongFocus);
        buttons->addWidget(button);
        return button;
    };
    keep_ = add(tr("Keep"), tr("Keep these lines when something else is selected"));
    difference_ = add(tr("Difference"), tr("Show the first line minus the second one"));
    difference_->setCheckable(true);
    choose_recorded_ =
        add(tr("Recorded…"), tr("Hold the lines against recorded values of a CSV file: loop "
                                "counts, pressures, readings of meters"));
    clear_ = add(tr("Clear"), tr("Let go of the lines that were kept and of recorded values"));
    buttons->addStretch(1);
    static_cast<QVBoxLayout*>(layout())->addLayout(buttons);
    connect(keep_, &QToolButton::clicked, this, &ChartPanel::keep);
    connect(clear_, &QToolButton::clicked, this, &ChartPanel::clear);
    connect(choose_recorded_, &QToolButton::clicked, this, &ChartPanel::recorded_wanted);
    connect(difference_, &QToolButton::toggled, this, &ChartPanel::draw);
}

void ChartPanel::keep() {
    for (const ChartLine& line : lines_) {
        if (std::find(kept_.begin(), kept_.end(), line) == kept_.end() &&
            kept_.size() < most_lines) {
            kept_.push_back(line);
        }
    }
    draw();
}

void ChartPanel::clear() {
    kept_.clear();
    recorded_.reset();
    draw();
    emit recorded_cleared();
}

void ChartPanel::set_run(std::shared_ptr<const RunFacts> facts) {
    facts_ = std::move(facts);
    lines_.clear();
    kept_.clear();
    known_.clear();
    recorded_.reset();
    draw();
}

void ChartPanel::set_clock(const RunClock& clock) {
    clock_ = clock;
    plot_->set_clock(clock);
}

void ChartPanel::set_recorded(std::shared_ptr<const FeedOfRun> feed) {
    recorded_ = std::move(feed);
    draw();
}

QString ChartPanel::numbers() const {
    return numbers_->text();
}

void ChartPanel::set_lines(std::vector<ChartLine> lines) {
    lines_ = std::move(lines);
    ask_for_missing();
    draw();
}

std::vector<ChartLine> ChartPanel::all_lines() const {
    std::vector<ChartLine> of_a = kept_;
    for (const ChartLine& line : lines_) {
        if (std::find(of_a.begin(), of_a.end(), line) == of_a.end()) {
            of_a.push_back(line);
        }
    }
    std::vector<ChartLine> all;
    for (const ChartLine& line : of_a) {
        all.push_back(line);
        if (compared_) {
            all.push_back({line.object, line.channel, true});
        }
    }
    all.resize(std::min(all.size(), most_lines));
    return all;
}

const PlotSeries* ChartPanel::known(const ChartLine& line) const {
    const auto found = std::find_if(known_.begin(), known_.end(),
                                    [&](const Known& one) { return one.line == line; });
    return found == known_.end() ? nullptr : &found->series;
}

void ChartPanel::ask_for_missing() {
    for (const ChartLine& line : all_lines()) {
        if (known(line) == nullptr) {
            ask(line);
        }
    }
}

void ChartPanel::refresh() {
    for (const ChartLine& line : all_lines()) {
        ask(line);
    }
}

void ChartPanel::ask(const ChartLine& line) {
    const QString channel = QString::fromStdString(line.channel);
    if (line.of_b) {
        emit series_of_b_wanted(channel, line.object);
    } else {
        emit series_wanted(channel, line.object.index);
    }
}

void ChartPanel::set_compared(bool compared) {
    compared_ = compared;
    std::erase_if(known_, [](const Known& one) { return one.line.of_b; });
    ask_for_missing();
    draw();
}

void ChartPanel::add_series(const EntitySeries& series) {
    add(series, false);
}

void ChartPanel::add_series_of_b(const EntitySeries& series) {
    if (compared_) {
        add(series, true);
    }
}

void ChartPanel::add(const EntitySeries& series, bool of_b) {
    const io::ChannelDescription* channel = facts_ ? facts_->channel(series.channel) : nullptr;
    if (channel == nullptr) {
        return;
    }
    const ChannelStyle style = channel_style(*channel);
    const ChartLine line{{channel->table, series.entity}, series.channel, of_b};
    PlotSeries shown{channel_title(channel->name) + QStringLiteral(", ") +
                         plain_text(search_.id(line.object)),
                     style.unit, series.times_s, series.values, false};
    for (float& value : shown.values) {
        value = static_cast<float>(static_cast<double>(value) * style.factor);
    }
    std::erase_if(known_, [&](const Known& one) { return one.line == line; });
    known_.push_back({line, std::move(shown)});
    // What is not in the chart any more is read again when it is wanted again.
    const std::vector<ChartLine> wanted = all_lines();
    std::erase_if(known_, [&](const Known& one) {
        return std::find(wanted.begin(), wanted.end(), one.line) == wanted.end();
    });
    draw();
}

void ChartPanel::draw() {
    std::vector<PlotSeries> shown;
    std::vector<ChartLine> lines;
    for (const ChartLine& line : all_lines()) {
        if (const PlotSeries* series = known(line)) {
            shown.push_back(*series);
            lines.push_back(line);
            if (compared_) { // before and after
                shown.back().dashed = !line.of_b;
                shown.back().name.prepend(line.of_b ? QStringLiteral("B: ")
                                                    : QStringLiteral("A: "));
            }
        }
    }
    const bool can_subtract = shown.size() >= 2 && shown[0].unit == shown[1].unit;
    difference_->setEnabled(can_subtract);
    if (can_subtract && difference_->isChecked()) {
        // Of two runs what the second one has changed; else the residual of the first one.
        PlotSeries difference =
            compared_ ? difference_of(shown[1], shown[0]) : difference_of(shown[0], shown[1]);
        difference.dashed = !compared_;
        shown.push_back(std::move(difference));
    }
    keep_->setEnabled(!lines_.empty());
    choose_recorded_->setEnabled(facts_ != nullptr);
    clear_->setEnabled(!kept_.empty() || recorded_);
    draw_recorded(std::move(shown), lines);
}

/// `lines`: what the first series of `shown` are.
void ChartPanel::draw_recorded(std::vector<PlotSeries> shown, const std::vector<ChartLine>& lines) {
    RecordedLines against;
    if (recorded_) {
        std::vector<SimulatedLine> simulated;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const bool first = std::none_of(simulated.begin(), simulated.end(), [&](const auto& a) {
                return a.object == lines[i].object && a.channel->name != lines[i].channel;
            });
            simulated.push_back({lines[i].object, facts_->channel(lines[i].channel), &shown[i],
                                 known(lines[i])->name, first});
        }
        against = recorded_lines(*recorded_, simulated, clock_);
        if (against.sentences.isEmpty() && !lines.empty()) {
            against.sentences
                << tr("%1: nothing in it has the id and a unit of these lines")
                       .arg(QFileInfo{QString::fromStdString(recorded_->file())}.fileName());
        }
    }
    numbers_->setText(against.sentences.join(QLatin1Char{'\n'}));
    numbers_->setVisible(!against.sentences.isEmpty());
    shown.insert(shown.end(), std::make_move_iterator(against.recorded.begin()),
                 std::make_move_iterator(against.recorded.end()));
    plot_->set_residuals(std::move(against.residuals));
    plot_->set_series(std::move(shown));
}

void ChartPanel::dragEnterEvent(QDragEnterEvent* event) {
    if (facts_ && !dragged_feed(*event).isEmpty()) {
        event->acceptProposedAction();
    }
}

void ChartPanel::dropEvent(QDropEvent* event) {
    const QString path = dragged_feed(*event);
    if (facts_ && !path.isEmpty()) {
        event->acceptProposedAction();
        emit recorded_dropped(path);
    }
}

} // namespace cityproof::gui
