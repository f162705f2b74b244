// SPDX-License-Identifier: Apache-2.0
#include "gui/compare/key_figure_table.hpp"

#include "gui/compare/report_headline.hpp"
#include "gui/map/text.hpp"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace cityproof::gui {

namespace {

/// Hides what is the same in every pair, when that is wanted.
class DifferingRows : public QSortFilterProxyModel {
  public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void set_only_differing(bool only) {
        only_ = only;
        invalidateFilter();
    }

  protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
        return !only_ ||
               sourceModel()->index(row, 0, parent).data(KeyFigureModel::differs_role).toBool();
    }

  private:
    bool only_ = false;
};

/// A field of a CSV file; one that a spreadsheet would take for a formula gets a quote before it.
QString field(QString text) {
    text.replace(QChar{0x2212}, QLatin1Char{'-'});
    static const QString dangerous = QStringLiteral("=@\t\r");
    if (!text.isEmpty() && dangerous.contains(text.front())) {
        text.prepend(QLatin1Char{'\''});
    }
    if (text.contains(QLatin1Char{','}) || text.contains(QLatin1Char{'"'}) ||
        text.contains(QLatin1Char{'\n'})) {
        text.replace(QLatin1Char{'"'}, QStringLiteral("\"\""));
        text = QLatin1Char{'"'} + text + QLatin1Char{'"'};
    }
    return text;
}

QString full(const std::optional<double>& value) {
    return value ? QString::number(*value, 'g', QLocale::FloatingPointShortest) : QString{};
}

} // namespace

void KeyFigureModel::set_report(KeyFigureReport report) {
    beginResetModel();
    report_ = std::move(report);
    endResetModel();
}

int KeyFigureModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(report_.effects.size());
}

int KeyFigureModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : column_count;
}

QString KeyFigureModel::text(const KeyFigureEffect& one, int column) const {
    switch (column) {
    case name:
        return name_text(one);
    case baseline:
        return mean_text(one, one.baseline);
    case policy:
        return mean_text(one, one.policy);
    case effect:
        return effect_text(one);
    case relative:
        return relative_text(one);
    case interval:
        return interval_text(one);
    case verdict:
        return verdict_text(one, report_.confidence);
    default:
        return p_text(one);
    }
}

QVariant KeyFigureModel::sort_key(const KeyFigureEffect& one, int column) {
    const auto number = [](const std::optional<double>& value) {
        return QVariant{value.value_or(std::numeric_limits<double>::infinity())};
    };
    switch (column) {
    case name:
        return one.id;
    case baseline:
        return number(one.baseline);
    case policy:
        return number(one.policy);
    case effect:
        return number(one.effect);
    case relative:
        return number(one.relative);
    case interval:
        return number(one.interval ? std::optional{one.interval->first} : std::nullopt);
    default:
        return number(one.p);
    }
}

QVariant KeyFigureModel::data(const QModelIndex& index, int role) const {
    const KeyFigureEffect& one = report_.effects[static_cast<std::size_t>(index.row())];
    const bool is_text = index.column() == name || index.column() == verdict;
    switch (role) {
    case Qt::DisplayRole:
        return text(one, index.column());
    case Qt::TextAlignmentRole:
        return QVariant{(is_text ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter};
    case Qt::ToolTipRole:
        return one.definition.isEmpty() ? one.id : one.id + QStringLiteral(": ") + one.definition;
    case Qt::FontRole: {
        const Finding found = finding(one, report_.confidence);
        return index.column() == verdict && (found == Finding::lower || found == Finding::higher)
                   ? QVariant{map_font(13, true)}
                   : QVariant{};
    }
    case sort_role:
        return index.column() == verdict ? QVariant{verdict_text(one, report_.confidence)}
                                         : sort_key(one, index.column());
    case differs_role:
        return !one.unchanged;
    default:
        return {};
    }
}

QVariant KeyFigureModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant{(section == name || section == verdict ? Qt::AlignLeft : Qt::AlignRight) |
                        Qt::AlignVCenter};
    }
    const QString percent = QString::number(100 * report_.confidence, 'g', 4);
    if (role == Qt::ToolTipRole && section == p) {
        return tr("Probability of such an effect by chance alone, corrected for the number of "
                  "figures (Holm)");
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case name:
        return tr("Key figure");
    case baseline:
        return tr("Baseline");
    case policy:
        return tr("Policy");
    case effect:
        return tr("Effect");
    case relative:
        return tr("Relative");
    case interval:
        return tr("%1 % interval").arg(percent);
    case verdict:
        return tr("Verdict");
    default:
        return tr("p, adjusted");
    }
}

KeyFigureTable::KeyFigureTable(QWidget* parent)
    : QWidget{parent},
      model_{new KeyFigureModel{this}},
      sorted_{new DifferingRows{this}},
      view_{new QTableView{this}},
      headline_{new QLabel{this}},
      differing_{new QCheckBox{tr("only what differs"), this}},
      csv_{new QPushButton{tr("Save as CSV…"), this}},
      html_{new QPushButton{tr("HTML report…"), this}} {
    headline_->setWordWrap(true);
    headline_->setTextFormat(Qt::PlainText);
    headline_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    sorted_->setSourceModel(model_);
    sorted_->setSortRole(KeyFigureModel::sort_role);
    view_->setModel(sorted_);
    view_->setAccessibleName(tr("Key figures of both arms"));
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::SingleSelection);
    view_->setAlternatingRowColors(true);
    view_->setShowGrid(false);
    view_->setWordWrap(false);
    view_->setTabKeyNavigation(false);
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view_->verticalHeader()->setDefaultSectionSize(22);
    view_->horizontalHeader()->setHighlightSections(false);
    view_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // as in the report
    view_->setSortingEnabled(true);
    differing_->setAccessibleName(tr("Show only key figures that differ"));
    csv_->setAccessibleName(tr("Save the key figures as CSV"));
    html_->setAccessibleName(tr("Save the report of the comparison as HTML"));
    auto* row = new QHBoxLayout;
    row->addWidget(differing_);
    row->addStretch(1);
    row->addWidget(csv_);
    row->addWidget(html_);
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(6, 4, 6, 6);
    column->addWidget(headline_);
    column->addLayout(row);
    column->addWidget(view_, 100);
    column->addStretch(1); // while there is no table
    connect(differing_, &QCheckBox::toggled, this,
            [this](bool only) { static_cast<DifferingRows*>(sorted_)->set_only_differing(only); });
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { choose(current); });
    connect(csv_, &QPushButton::clicked, this, &KeyFigureTable::csv_wanted);
    connect(html_, &QPushButton::clicked, this, &KeyFigureTable::html_wanted);
    show_message(tr("Compare two runs, or the arms of a study: their key figures appear here."));
}

void KeyFigureTable::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    fit_headers();
}

void KeyFigureTable::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fit_headers();
    }
}

/// With figures their widths are those of the figures, or what the user made of them.
void KeyFigureTable::fit_headers() {
    if (model_->rowCount() == 0) {
        view_->resizeColumnsToContents();
    }
}

void KeyFigureTable::choose(const QModelIndex& index) {
    if (index.isValid()) {
        const auto row = static_cast<std::size_t>(sorted_->mapToSource(index).row());
        emit figure_chosen(model_->report().effects[row].id);
    }
}

void KeyFigureTable::show_report(KeyFigureReport report) {
    headline_->setText(headline_text(report));
    model_->set_report(std::move(report));
    view_->resizeColumnsToContents();
    view_->show();
    csv_->setEnabled(true);
    html_->setEnabled(true);
}

void KeyFigureTable::show_message(const QString& message) {
    model_->set_report({});
    headline_->setText(message);
    view_->hide();
    csv_->setEnabled(false);
    html_->setEnabled(false);
}

QByteArray KeyFigureTable::csv() const {
    QString text = QStringLiteral(
        "key_figure,unit,baseline,policy,effect,interval_low,interval_high,relative,relative_low,"
        "relative_high,p_adjusted,verdict\r\n");
    for (int row = 0; row < sorted_->rowCount(); ++row) {
        const auto source =
            static_cast<std::size_t>(sorted_->mapToSource(sorted_->index(row, 0)).row());
        const KeyFigureEffect& one = model_->report().effects[source];
        const auto low = [](const std::optional<KeyFigureEffect::Range>& range) {
            return range ? full(range->first) : QString{};
        };
        const auto high = [](const std::optional<KeyFigureEffect::Range>& range) {
            return range ? full(range->second) : QString{};
        };
        QStringList fields{one.id,
                           one.unit,
                           full(one.baseline),
                           full(one.policy),
                           full(one.effect),
                           low(one.interval),
                           high(one.interval),
                           full(one.relative),
                           low(one.relative_interval),
                           high(one.relative_interval),
                           full(one.p),
                           verdict_text(one, model_->report().confidence)};
        for (QString& one_field : fields) {
            one_field = field(one_field);
        }
        text += fields.join(QLatin1Char{','}) + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

} // namespace cityproof::gui
