namespace OpenEvent.PSLab.Functions;

/// <summary>The structure of a result.</summary>
public enum ShapeKind
{
    Nothing,
    Number,
    Text,
    Flag,

    /// <summary>One array.</summary>
    Array,

    /// <summary>A tuple of arrays, one for each column.</summary>
    Arrays,

    /// <summary>A tuple of single values, one for each column.</summary>
    Tuple,

    /// <summary>Values by name, one for each column.</summary>
    Named,
}

/// <summary>A part of a result, with its name and unit.</summary>
public sealed record ResultColumn(string Name, string? Unit = null)
{
    /// <summary>How a recorded column was scaled; null for other columns and in the catalogue.</summary>
    public TraceScale? Scale { get; init; }
}

/// <summary>The gain of a trace, the lowest and the highest voltage that it could show, and whether the voltage left that range.</summary>
public sealed record TraceScale(double Gain, double Lowest, double Highest, bool IsClipped);

/// <summary>The structure of a result with the units of its parts.</summary>
public sealed record ResultShape(ShapeKind Kind, params IReadOnlyList<ResultColumn> Columns)
{
    public static ResultShape Nothing { get; } = new(ShapeKind.Nothing);

    public static ResultShape Text { get; } = new(ShapeKind.Text);

    public static ResultShape Flag { get; } = new(ShapeKind.Flag);

    /// <summary>The unit of a scalar or of a single array.</summary>
    public string? Unit => Columns.Count == 1 ? Columns[0].Unit : null;

    public static ResultShape Number(string? unit = null) => new(ShapeKind.Number, new ResultColumn("value", unit));

    public static ResultShape Array(string? unit = null) => new(ShapeKind.Array, new ResultColumn("value", unit));
}
