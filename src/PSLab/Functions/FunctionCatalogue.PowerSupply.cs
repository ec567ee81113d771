using OpenEvent.PSLab.Instruments;

namespace OpenEvent.PSLab.Functions;

/// <summary>Functions of the power supply.</summary>
public sealed partial class FunctionCatalogue
{
    private static IEnumerable<Function> PowerSupplyFunctions()
    {
        const string group = "Power supply";
        foreach (var output in SupplyOutput.All.Reverse())
        {
            var low = Math.Min(output.AtZero, output.AtFullScale);
            var high = Math.Max(output.AtZero, output.AtFullScale);
            var name = output.Name.ToLowerInvariant();
            var what = output == SupplyOutput.PCS ? "current" : "voltage";
            yield return Define(
                group,
                $"set_{name}",
                $"Sets the {what} of {output.Name} and returns the actual {what}. "
                    + $"On V6 boards {output.Name} and {output.Partner.Name} share a converter, so setting one changes the other.",
                ResultShape.Number(output.Unit),
                [Number("value", output.Unit, low, high, $"The {what}.", "val")],
                output == SupplyOutput.PCS ? "set_pcs(0.001)" : $"set_{name}(1)",
                (b, a, ct) => ToResult(b.Power.SetAsync(output, a.Number("value"), ct))
            );
            yield return Define(
                group,
                $"get_{name}",
                $"Returns the {what} that {output.Name} was set to, or nothing if it was not set yet.",
                ResultShape.Number(output.Unit),
                [],
                $"get_{name}()",
                async (b, _, ct) => await b.Power.GetAsync(output, ct).ConfigureAwait(false)
            );
        }
    }
}
