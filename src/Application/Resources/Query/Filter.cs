using System.Text.Json;

namespace OpenEvent.Application.Resources.Query;

/// <summary>A parsed filter: what a client asks for, before any name in it is resolved.</summary>
internal abstract record Filter;

internal sealed record And(IReadOnlyList<Filter> Parts) : Filter;

internal sealed record Or(IReadOnlyList<Filter> Parts) : Filter;

internal sealed record Not(Filter Inner) : Filter;

/// <summary>A field against a value, or against another field of the same row.</summary>
internal sealed record Compare(string Name, string Op, JsonElement Value, string? OtherField) : Filter;

/// <summary><c>has</c> (to-one) or <c>any</c> (to-many): a linked row that meets <paramref name="Inner"/>.</summary>
internal sealed record Has(string Name, string Op, Filter? Inner) : Filter;
