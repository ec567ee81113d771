namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: a forbidden name.</summary>
internal sealed record FaqDto;
