using System.Globalization;
using OpenEvent.Application.Events;
using OpenEvent.Application.Platform;
using OpenEvent.Infrastructure.Pdf.Output;
using static OpenEvent.Infrastructure.Pdf.A4Document;
using static OpenEvent.Infrastructure.Pdf.DocumentStyle;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>Draws a table on A4 pages. The headings of the columns are repeated on each page.</summary>
internal sealed class PdfTableRenderer : ITableRenderer
{
    private const double Gap = 8;
    private const double Size = 8;
    private const int MaxLines = 4;

    public byte[] Render(TableDocument table) => PdfFileWriter.Write(Draw(table));

    private static TaggedDocument Draw(TableDocument table)
    {
        var heading = table.Heading.ToUpperInvariant();
        var name = table.Event?.Name ?? "All events";
        var document = new A4Document($"{name}: {table.Heading}", heading, name, table.Event?.Logo ?? default);
        var rows = ("ROWS", table.Rows.Count.ToString(CultureInfo.InvariantCulture));
        if (table.Event is { } e)
            document.AddFacts(("EVENT", name), ("DATE", EventTime.FormatPeriod(e.StartsAt, e.EndsAt, e.TimeZone)), rows);
        else
            document.AddFacts(("EVENTS", name), rows);
        document.Y += 12;
        new TableWriter(document, table.Columns).Write(table.Rows);
        return document.Finish(table.Event?.Organizer ?? "");
    }

    private sealed class TableWriter
    {
        private readonly A4Document _document;
        private readonly IReadOnlyList<TableColumn> _columns;
        private readonly double[] _widths;
        private readonly StructureElement _table;

        public TableWriter(A4Document document, IReadOnlyList<TableColumn> columns)
        {
            (_document, _columns) = (document, columns);
            var total = columns.Sum(c => c.Width);
            _widths = [.. columns.Select(c => c.Width / total * ContentWidth)];
            _table = document.Structure.Add(StructureType.Table);
        }

        public void Write(IReadOnlyList<IReadOnlyList<string>> rows)
        {
            WriteHeadings(isRepeated: false);
            foreach (var cells in rows)
            {
                var blocks = Fit(cells, bold: false);
                var page = _document.Page;
                _document.EnsureSpace(HeightOf(blocks));
                if (_document.Page != page)
                    WriteHeadings(isRepeated: true);
                Draw(blocks, StructureType.TD, TextColour);
            }
        }

        /// <param name="isRepeated">The headings belong to the structure once; screen readers skip the others.</param>
        private void WriteHeadings(bool isRepeated)
        {
            var blocks = Fit([.. _columns.Select(c => c.Heading)], bold: true);
            _document.EnsureSpace(HeightOf(blocks) + 40);
            Draw(blocks, isRepeated ? null : StructureType.TH, MutedColour);
        }

        private TextBlock[] Fit(IReadOnlyList<string> cells, bool bold) =>
            [.. cells.Select((text, i) => TextBlock.Fit(text, _widths[i] - Gap, MaxLines, bold, Size))];

        private static double HeightOf(TextBlock[] blocks) => (blocks.Max(b => b.Lines.Count) * Size * PageCanvas.LineHeight) + 8;

        /// <param name="cell">Null: the row is an artifact.</param>
        private void Draw(TextBlock[] blocks, StructureType? cell, Colour colour)
        {
            var row = cell is null ? null : _table.Add(StructureType.TR);
            var x = Margin;
            for (var i = 0; i < blocks.Length; i++)
            {
                _document.Page.DrawText(cell is { } type ? row!.Add(type) : null, blocks[i], x, _document.Y + 4, _widths[i] - Gap, colour);
                x += _widths[i];
            }

            _document.Y += HeightOf(blocks);
            _document.Page.DrawHorizontalLine(Margin, _document.Y, ContentWidth, 0.5, RuleColour);
        }
    }
}
