namespace OpenEvent.Application.Platform;

/// <summary>What a request uploads, which decides who may send it.</summary>
internal enum UploadKind
{
    /// <summary>A picture: every user.</summary>
    Picture,

    /// <summary>Files of all types: users with a verified address.</summary>
    Files,

    /// <summary>An archive or a schedule: users who may create events.</summary>
    Import,
}
