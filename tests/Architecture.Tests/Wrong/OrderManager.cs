namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: a name that says nothing, and another inside it.</summary>
internal sealed class OrderManager
{
    internal sealed class SeatHelper;
}
