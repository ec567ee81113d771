namespace OpenEvent.WebApi.JsonApi;

/// <summary>What has the effect of an <see cref="ExternalSideEffect"/>. Each kind has its own limit of concurrent requests.</summary>
internal enum ExternalEffectKind
{
    /// <summary>A device of the lab, or a script. The request waits for its turn.</summary>
    Lab,

    /// <summary>The file store.</summary>
    Upload,
}
