namespace OpenEvent.Application.Common;

/// <summary>The sizes of variants that staff can change.</summary>
internal enum ImageSizeSet
{
    /// <summary><c>/v1/event-image-sizes</c>: large, thumbnail and icon. Also of groups and exhibitors.</summary>
    Events,

    /// <summary><c>/v1/speaker-image-sizes</c>: thumbnail, small and icon. Of speakers and users.</summary>
    People,
}
