using OpenEvent.Application.Lab;
using OpenEvent.PSLab.Functions;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>Maps the driver's function catalogue to the application's types.</summary>
internal sealed class PSLabFunctionCatalogue : IFunctionCatalogue
{
    public IReadOnlyList<FunctionDescription> All { get; } = [.. FunctionCatalogue.Standard.Functions.Select(Describe)];

    private static FunctionDescription Describe(Function f) =>
        new(
            f.Name,
            f.Group,
            f.Signature,
            f.Summary,
            f.Details,
            f.Example,
            f.Aliases,
            f.WithdrawalReason,
            [.. f.Parameters.Select(DescribeParameter)],
            new ResultDescription(ToWireName(f.Result.Kind), [.. f.Result.Columns.Select(c => new ColumnDescription(c.Name, c.Unit))])
        );

    private static ParameterDescription DescribeParameter(FunctionParameter p) =>
        new(p.Name, ToWireName(p.Kind), p.Summary, p.Unit, p.Min, p.Max, p.Choices, p.Default, p.IsRequired, p.IsVariadic, p.Aliases);

    private static string ToWireName<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
