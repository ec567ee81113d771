namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: a forbidden name, and another in a nested type.</summary>
internal sealed class OrderManager
{
    internal sealed class SeatHelper;
}
