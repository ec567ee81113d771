namespace OpenEvent.Infrastructure.Lab;

/// <summary>What happened to the settings of a device when a turn began.</summary>
internal enum TurnStart
{
    /// <summary>The device has the settings of the user's last call.</summary>
    Continued,

    /// <summary>The device was made safe, because another user called before or because its state was unknown.</summary>
    OtherUser,

    /// <summary>The user's own settings were lost, because they chose another circuit.</summary>
    OtherCircuit,
}
