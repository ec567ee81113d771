using System.Text.Json;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>Filters of lists, encoded for a URL.</summary>
internal static class TestFilter
{
    /// <summary>A filter with one condition.</summary>
    public static string Of(string name, string op, string val) =>
        Uri.EscapeDataString(
            JsonSerializer.Serialize(
                new[]
                {
                    new
                    {
                        name,
                        op,
                        val,
                    },
                }
            )
        );
}
