namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: a name that says nothing.</summary>
internal sealed record FaqDto;
