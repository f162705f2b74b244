// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/compare/key_figures.hpp"

#include <QAbstractTableModel>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace cityproof::gui {

/// The key figures of two arms: one row each.
class KeyFigureModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { name, verdict, baseline, policy, effect, relative, interval, p, column_count };

    /// What a column is sorted by, and whether a figure differs at all.
    static constexpr int sort_role = Qt::UserRole;
    static constexpr int differs_role = Qt::UserRole + 1;

    using QAbstractTableModel::QAbstractTableModel;

    void set_report(KeyFigureReport report);

    const KeyFigureReport& report() const { return report_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    QString text(const KeyFigureEffect& effect, int column) const;
    static QVariant sort_key(const KeyFigureEffect& effect, int column);

    KeyFigureReport report_;
};

/// "Is B better, in what, how sure": the table of key figures, its headline, and what can be done
/// with it.
class KeyFigureTable : public QWidget {
    Q_OBJECT

  public:
    explicit KeyFigureTable(QWidget* parent = nullptr);

    void show_report(KeyFigureReport report);
    /// Instead of a table: why there is none (yet).
    void show_message(const QString& message);

    /// The table as it is shown, one line a figure, in RFC 4180.
    QByteArray csv() const;

    QTableView* view() const { return view_; }

    QLabel* headline() const { return headline_; }

    KeyFigureModel* model() const { return model_; }

    QCheckBox* differing_box() const { return differing_; }

    QPushButton* csv_button() const { return csv_; }

    QPushButton* html_button() const { return html_; }

  signals:
    void figure_chosen(const QString& id);
    void csv_wanted();
    void html_wanted();

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void fit_headers();
    void choose(const QModelIndex& index);

    KeyFigureModel* model_;
    QSortFilterProxyModel* sorted_;
    QTableView* view_;
    QLabel* headline_;
    QCheckBox* differing_;
    QPushButton* csv_;
    QPushButton* html_;
};

} // namespace cityproof::gui
