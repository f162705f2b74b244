// SPDX-License-Identifier: Apache-2.0
#include "gui/picture/picture_file.hpp"

#include "core/base/errors.hpp"
#include "gui/map/text.hpp"
#include "io/text/files.hpp"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

#include <functional>

namespace cityproof::gui {

namespace {

/// What a painter draws, as elements of an SVG file of that size.
QByteArray svg_elements(const QSizeF& size, const std::function<void(QPainter&)>& paint) {
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF{{0, 0}, size});
    generator.setResolution(96); // a pixel is a pixel
    QPainter painter{&generator};
    paint(painter);
    painter.end();
    // Qt writes a whole document; its head is cut off, so that several fit into one.
    const auto begin = bytes.indexOf("</desc>") + static_cast<qsizetype>(sizeof("</desc>")) - 1;
    const auto end = bytes.lastIndexOf("</svg>");
    return bytes.mid(begin, end - begin);
}

QByteArray box(const QRectF& rect) {
    return QStringLiteral("x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\"")
        .arg(rect.x())
        .arg(rect.y())
        .arg(rect.width())
        .arg(rect.height())
        .toUtf8();
}

QByteArray view_box(const QRectF& rect) {
    return QStringLiteral("viewBox=\"%1 %2 %3 %4\"")
        .arg(rect.x())
        .arg(rect.y())
        .arg(rect.width())
        .arg(rect.height())
        .toUtf8();
}

QByteArray png_of(const MapPicture& picture, const PictureSize& size) {
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    if (!picture.render(size).save(&buffer, "PNG")) {
        throw EngineError{"Qt", "cannot encode the picture as PNG"};
    }
    return bytes;
}

} // namespace

QByteArray svg_of(const MapPicture& picture, const PictureSize& size) {
    require_map_font();
    const PictureLayout layout = picture.layout(size);
    const QSizeF whole(size.width, size.height);
    const QRectF page{{0, 0}, whole};
    QByteArray svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                     "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" " +
                     box(page) + " " + view_box(page) + ">\n<title>" +
                     picture.text().title.toHtmlEscaped().toUtf8() + "</title>\n<desc>" +
                     picture.words().join(QLatin1Char{'\n'}).toHtmlEscaped().toUtf8() +
                     "</desc>\n<rect " + box(page) + " fill=\"" +
                     picture.theme().page.name().toUtf8() + "\"/>\n";
    svg += svg_elements(whole, [&](QPainter& painter) { picture.paint_page(painter, layout); });
    for (std::size_t pane = 0; pane < picture.pane_count(); ++pane) {
        const QRectF map = MapPicture::pane_rect(layout, pane);
        // Qt's SVG painter does not clip.
        const QByteArray name = "map" + QByteArray::number(static_cast<int>(pane));
        svg += "<clipPath id=\"" + name + "\"><rect " + box(map) + "/></clipPath>\n" +
               "<g clip-path=\"url(#" + name + ")\">\n" +
               svg_elements(whole,
                            [&](QPainter& painter) { picture.paint_map(painter, layout, pane); }) +
               "</g>\n<rect " + box(map) + " fill=\"none\" stroke=\"" +
               picture.theme().frame.name().toUtf8() + "\"/>\n";
    }
    return svg + "</svg>\n";
}

void write_picture(const MapPicture& picture, const PictureSize& size,
                   const std::filesystem::path& path) {
    const std::string ending = path.extension().string();
    if (ending != ".png" && ending != ".svg") {
        throw InputError{{path.string()},
                         "a picture is not written as '" + ending + "'",
                         "a name that ends in .png or .svg"};
    }
    const QByteArray bytes = ending == ".svg" ? svg_of(picture, size) : png_of(picture, size);
    io::write_file_atomically(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

} // namespace cityproof::gui
