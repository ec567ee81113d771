using System.Text.Json;

namespace OpenEvent.Application.Resources.Query;

/// <summary>A parsed filter. Its names are not resolved yet.</summary>
internal abstract record Filter;

internal sealed record AndFilter(IReadOnlyList<Filter> Parts) : Filter;

internal sealed record OrFilter(IReadOnlyList<Filter> Parts) : Filter;

internal sealed record NotFilter(Filter Inner) : Filter;

/// <summary>Compares a field with a value, or with another field of the same row.</summary>
internal sealed record CompareFilter(string Name, string Op, JsonElement Value, string? OtherField) : Filter;

/// <summary><c>has</c> (to-one) or <c>any</c> (to-many): a linked row meets <paramref name="Inner"/>.</summary>
internal sealed record RelatedFilter(string Name, string Op, Filter? Inner) : Filter;
