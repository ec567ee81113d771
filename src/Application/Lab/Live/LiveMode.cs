namespace OpenEvent.Application.Lab;

/// <summary>When a live stream records.</summary>
public enum LiveMode
{
    /// <summary>Always. A capture without the trigger's edge is shown too.</summary>
    Auto,

    /// <summary>Always. Only captures with the trigger's edge are shown.</summary>
    Normal,

    /// <summary>Until one capture is shown.</summary>
    Single,

    /// <summary>Never. The stream waits for new settings.</summary>
    Stop,
}
