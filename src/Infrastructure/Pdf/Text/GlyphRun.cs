namespace OpenEvent.Infrastructure.Pdf;

/// <summary>Adjacent clusters of one font, one script and one direction, from left to right.</summary>
/// <param name="Start">The index of its first character in the line.</param>
/// <param name="ScriptTag">The ISO 15924 code of the script, e.g. <c>Thai</c>. Null: Latin, or digits, punctuation and symbols.</param>
internal sealed record GlyphRun(
    int Start,
    FontFace Face,
    bool Outlined,
    bool RightToLeft,
    byte Level,
    string? ScriptTag,
    Cluster[] Clusters
)
{
    /// <summary>The characters in the order in which they are read.</summary>
    public string Text => string.Concat((RightToLeft ? Clusters.AsEnumerable().Reverse() : Clusters).Select(cluster => cluster.Text));
}
