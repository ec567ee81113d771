namespace OpenEvent.WebApi.Hosting;

/// <summary>How a request was answered that the visitor cache may answer.</summary>
internal enum VisitorCacheOutcome
{
    /// <summary>From memory.</summary>
    Hit,

    /// <summary>From the database, and kept.</summary>
    Stored,

    /// <summary>From the database, and not kept, e.g. because a row is not public.</summary>
    Skipped,
}
