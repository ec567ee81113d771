namespace OpenEvent.Application.Common;

/// <summary>Creates files for content that is too large for memory. Other users of the machine cannot read them.</summary>
public interface ITemporaryFiles
{
    /// <returns>An empty file, open for reading and writing. It is deleted when it is closed.</returns>
    FileStream Create();
}
