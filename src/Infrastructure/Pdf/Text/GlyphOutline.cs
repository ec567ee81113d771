using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Writes a glyph's outline as PDF path operators, for shapes that readers must not extract as text. The native library of HarfBuzzSharp
/// 14.4.0 has the functions, but the managed wrapper does not, so they are declared here after hb-draw.h.
/// </summary>
internal static unsafe partial class GlyphOutline
{
    private const string Library = "libHarfBuzzSharp";

    /// <summary>
    /// The drawing callbacks. Immutable, and therefore thread-safe. There is no callback for quadratic curves, so HarfBuzz converts them to
    /// cubic curves.
    /// </summary>
    private static readonly nint Functions = CreateFunctions();

    private sealed record Drawing(StringBuilder Path, double X, double Y, double Scale);

    /// <param name="size">The font size in points.</param>
    /// <param name="x">The x coordinate of the glyph's origin, in points from the page's left edge.</param>
    /// <param name="y">The y coordinate of the glyph's origin, in points from the page's bottom edge.</param>
    public static void Append(StringBuilder path, FontFace face, uint glyph, double size, double x, double y)
    {
        var handle = GCHandle.Alloc(new Drawing(path, x, y, size / face.UnitsPerEm));
        hb_font_draw_glyph(face.Font.Handle, glyph, Functions, GCHandle.ToIntPtr(handle));
        handle.Free();
        GC.KeepAlive(face);
    }

    private static nint CreateFunctions()
    {
        var functions = hb_draw_funcs_create();
        hb_draw_funcs_set_move_to_func(functions, &MoveTo, 0, 0);
        hb_draw_funcs_set_line_to_func(functions, &LineTo, 0, 0);
        hb_draw_funcs_set_cubic_to_func(functions, &CubicTo, 0, 0);
        hb_draw_funcs_set_close_path_func(functions, &ClosePath, 0, 0);
        hb_draw_funcs_make_immutable(functions);
        return functions;
    }

    private static void Write(nint drawing, string pathOperator, params ReadOnlySpan<float> points)
    {
        var (path, x, y, scale) = (Drawing)GCHandle.FromIntPtr(drawing).Target!;
        for (var i = 0; i < points.Length; i += 2)
            path.Append(CultureInfo.InvariantCulture, $"{x + points[i] * scale:0.##} {y + points[i + 1] * scale:0.##} ");
        path.Append(pathOperator).Append('\n');
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void MoveTo(nint functions, nint drawing, nint state, float x, float y, nint user) => Write(drawing, "m", x, y);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void LineTo(nint functions, nint drawing, nint state, float x, float y, nint user) => Write(drawing, "l", x, y);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void CubicTo(
        nint functions,
        nint drawing,
        nint state,
        float x1,
        float y1,
        float x2,
        float y2,
        float x,
        float y,
        nint user
    ) => Write(drawing, "c", x1, y1, x2, y2, x, y);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ClosePath(nint functions, nint drawing, nint state, nint user) => Write(drawing, "h");

    [LibraryImport(Library)]
    private static partial nint hb_draw_funcs_create();

    [LibraryImport(Library)]
    private static partial void hb_draw_funcs_make_immutable(nint functions);

    [LibraryImport(Library)]
    private static partial void hb_draw_funcs_set_move_to_func(
        nint functions,
        delegate* unmanaged[Cdecl]<nint, nint, nint, float, float, nint, void> call,
        nint user,
        nint destroy
    );

    [LibraryImport(Library)]
    private static partial void hb_draw_funcs_set_line_to_func(
        nint functions,
        delegate* unmanaged[Cdecl]<nint, nint, nint, float, float, nint, void> call,
        nint user,
        nint destroy
    );

    [LibraryImport(Library)]
    private static partial void hb_draw_funcs_set_cubic_to_func(
        nint functions,
        delegate* unmanaged[Cdecl]<nint, nint, nint, float, float, float, float, float, float, nint, void> call,
        nint user,
        nint destroy
    );

    [LibraryImport(Library)]
    private static partial void hb_draw_funcs_set_close_path_func(
        nint functions,
        delegate* unmanaged[Cdecl]<nint, nint, nint, nint, void> call,
        nint user,
        nint destroy
    );

    [LibraryImport(Library)]
    private static partial void hb_font_draw_glyph(nint font, uint glyph, nint functions, nint drawing);
}
