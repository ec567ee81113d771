using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Translation channels. The wire name has an underscore.</summary>
internal sealed class TranslationChannels : EditableResource<TranslationChannel>
{
    public TranslationChannels()
    {
        Type = "translation_channel";
        Path = "translation_channels";
        Attribute(c => c.Name).Required().MaxLength(200);
        Attribute(c => c.Url).Required().Url();
        BelongsTo(c => c.Channel).Required().WithAllMethods().DecidedByThisEnd(VideoChannels.UseReason);
        BelongsTo(c => c.VideoStream).Required().WithAllMethods().Fixed().Inverse("translation-channels");
        CreatedBy(draft => new CreateTranslationChannel(draft.Row));
    }

    public override Policy<TranslationChannel> Policy { get; } = new TranslationChannelPolicy();
}
