using OpenEvent.Application.Lab;
using OpenEvent.PSLab.Functions;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>The driver's catalogue, in the server's words.</summary>
internal sealed class PSLabFunctions : IFunctions
{
    public IReadOnlyList<FunctionEntry> All { get; } = [.. Catalogue.Standard.Functions.Select(Entry)];

    private static FunctionEntry Entry(Function f) =>
        new(
            f.Name,
            f.Group,
            f.Signature,
            f.Summary,
            f.Details,
            f.Example,
            f.Aliases,
            f.Withdrawn,
            [.. f.Parameters.Select(Parameter)],
            new FunctionShape(Word(f.Result.Kind), [.. f.Result.Columns.Select(c => new FunctionColumn(c.Name, c.Unit))])
        );

    private static FunctionParameter Parameter(Parameter p) =>
        new(p.Name, Word(p.Kind), p.Summary, p.Unit, p.Min, p.Max, p.Choices, p.Default, p.IsRequired, p.Repeats, p.Aliases);

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
