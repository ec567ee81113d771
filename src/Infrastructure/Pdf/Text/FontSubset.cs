using System.Runtime.InteropServices;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Reduces a font to the glyphs that a document uses, with HarfBuzz's subsetter. The native library of HarfBuzzSharp 14.4.0 exports it, but
/// the managed wrapper does not, so the functions are declared here after hb-subset.h and hb-map.h. A Latin ticket embeds 12 KB of font
/// instead of 510 KB.
/// </summary>
internal static unsafe partial class FontSubset
{
    private const string Library = "libHarfBuzzSharp";

    // hb_subset_flags_t. Hints are for small screens, so they are dropped. The glyphs are already chosen, so the layout tables are not
    // needed. The box of .notdef is kept.
    private const uint NoHinting = 0x01;
    private const uint NotdefOutline = 0x40;
    private const uint NoLayoutClosure = 0x200;

    // hb_subset_sets_t
    private const int DroppedTables = 3;

    private static readonly uint[] NotNeededInPdf =
    [
        .. new[]
        {
            "GSUB",
            "GPOS",
            "GDEF",
            "BASE",
            "JSTF",
            "STAT",
            "MATH",
            "OS/2",
            "post",
            "name",
            "cmap",
            "vhea",
            "vmtx",
            "VORG",
            "DSIG",
            "meta",
        }.Select(Tag),
    ];

    /// <returns>A TrueType file with these glyphs and their components, and the new glyph id of each of them.</returns>
    public static (byte[] File, Dictionary<uint, ushort> NewGlyphs) Create(FontFace face, IReadOnlyCollection<uint> glyphs)
    {
        var input = hb_subset_input_create_or_fail();
        if (input == 0)
            throw new InvalidOperationException("HarfBuzz could not allocate memory for a font subset.");
        try
        {
            hb_subset_input_set_flags(input, NoHinting | NotdefOutline | NoLayoutClosure);
            var kept = hb_subset_input_glyph_set(input);
            foreach (var glyph in glyphs)
                hb_set_add(kept, glyph);
            var dropped = hb_subset_input_set(input, DroppedTables);
            foreach (var tag in NotNeededInPdf)
                hb_set_add(dropped, tag);
            return Execute(face, input, glyphs);
        }
        finally
        {
            hb_subset_input_destroy(input);
        }
    }

    private static (byte[] File, Dictionary<uint, ushort> NewGlyphs) Execute(FontFace face, nint input, IReadOnlyCollection<uint> glyphs)
    {
        var plan = hb_subset_plan_create_or_fail(face.FaceHandle, input);
        if (plan == 0)
            throw new InvalidOperationException($"HarfBuzz could not plan a subset of font {face.Name}.");
        nint subset = 0;
        nint blob = 0;
        try
        {
            subset = hb_subset_plan_execute_or_fail(plan);
            if (subset == 0)
                throw new InvalidOperationException($"HarfBuzz could not create a subset of font {face.Name}.");
            blob = hb_face_reference_blob(subset);
            var start = hb_blob_get_data(blob, out var length);
            var file = new ReadOnlySpan<byte>(start, checked((int)length)).ToArray();
            var map = hb_subset_plan_old_to_new_glyph_mapping(plan);
            return (file, glyphs.ToDictionary(glyph => glyph, glyph => checked((ushort)hb_map_get(map, glyph))));
        }
        finally
        {
            hb_blob_destroy(blob);
            hb_face_destroy(subset);
            hb_subset_plan_destroy(plan);
            GC.KeepAlive(face);
        }
    }

    private static uint Tag(string tag) => (uint)(tag[0] << 24 | tag[1] << 16 | tag[2] << 8 | tag[3]);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_create_or_fail();

    [LibraryImport(Library)]
    private static partial void hb_subset_input_destroy(nint input);

    [LibraryImport(Library)]
    private static partial void hb_subset_input_set_flags(nint input, uint flags);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_glyph_set(nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_set(nint input, int set);

    [LibraryImport(Library)]
    private static partial void hb_set_add(nint set, uint value);

    [LibraryImport(Library)]
    private static partial nint hb_subset_plan_create_or_fail(nint face, nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_plan_execute_or_fail(nint plan);

    [LibraryImport(Library)]
    private static partial nint hb_subset_plan_old_to_new_glyph_mapping(nint plan);

    [LibraryImport(Library)]
    private static partial void hb_subset_plan_destroy(nint plan);

    [LibraryImport(Library)]
    private static partial uint hb_map_get(nint map, uint key);

    [LibraryImport(Library)]
    private static partial nint hb_face_reference_blob(nint face);

    [LibraryImport(Library)]
    private static partial void hb_face_destroy(nint face);

    [LibraryImport(Library)]
    private static partial byte* hb_blob_get_data(nint blob, out uint length);

    [LibraryImport(Library)]
    private static partial void hb_blob_destroy(nint blob);
}
