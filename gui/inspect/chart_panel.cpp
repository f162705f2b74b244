// SPDX-License-Identifier: Apache-2.0
#include "gui/inspect/chart_panel.hpp"

#include "gui/data/channel_style.hpp"
#include "gui/map/layer_name.hpp"
#include "gui/map/text.hpp"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cityproof::gui {

namespace {

// More lines cannot be told apart.
constexpr std::size_t most_lines = 6;

} // namespace

ChartPanel::ChartPanel(const IdSearch& search, QWidget* parent)
    : QWidget{parent},
      search_{search},
      plot_{new TimeSeriesPlot{this}} {
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
    difference_ = add(tr("Difference"), tr("Show the first line minus the second one: of a "
                                           "recorded and a simulated value, the residual"));
    difference_->setCheckable(true);
    clear_ = add(tr("Clear"), tr("Let go of the lines that were kept"));
    buttons->addStretch(1);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(buttons);
    column->addWidget(plot_, 1);
    connect(keep_, &QToolButton::clicked, this, [this] {
        for (const ChartLine& line : lines_) {
            if (std::find(kept_.begin(), kept_.end(), line) == kept_.end() &&
                kept_.size() < most_lines) {
                kept_.push_back(line);
            }
        }
        draw();
    });
    connect(clear_, &QToolButton::clicked, this, [this] {
        kept_.clear();
        draw();
    });
    connect(difference_, &QToolButton::toggled, this, &ChartPanel::draw);
    draw();
}

void ChartPanel::set_run(std::shared_ptr<const RunFacts> facts) {
    facts_ = std::move(facts);
    lines_.clear();
    kept_.clear();
    known_.clear();
    draw();
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
    for (const ChartLine& line : all_lines()) {
        if (const PlotSeries* series = known(line)) {
            shown.push_back(*series);
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
    clear_->setEnabled(!kept_.empty());
    plot_->set_series(std::move(shown));
}

} // namespace cityproof::gui
