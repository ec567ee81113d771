using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Scripts, examples and lessons: <c>/v1/lab/scripts</c>.</summary>
internal sealed class LabScripts : Resource<LabScript>
{
    public LabScripts()
    {
        Path = "lab/scripts";
        Attribute(s => s.AnswerFormat).Json().ReadOnly();
        Attribute(s => s.Circuit).MaxLength(LabScript.MaxCircuitLength).Must(c => c is null || CircuitName.IsValid(c), CircuitName.Message);
        Attribute(s => s.Code).Required().MaxLength(LabScript.MaxCodeLength).NotFilterable();
        Attribute(s => s.CreatedAt).ReadOnly();
        Attribute(s => s.Description).MaxLength(LabScript.MaxDescriptionLength);
        Attribute(s => s.IsShared);
        Attribute(s => s.Kind).ReadOnly();
        Attribute(s => s.LessonText).MaxLength(LabScript.MaxTextLength).ReadOnly().NotFilterable();
        Attribute(s => s.Position).ReadOnly();
        Attribute(s => s.Revision).Named("version").ReadOnly();
        Attribute(s => s.ShareCode).MaxLength(40).Private().ReadOnly();
        Attribute(s => s.Slug).MaxLength(100).ReadOnly();
        Attribute(s => s.Task).MaxLength(LabScript.MaxTextLength).ReadOnly().NotFilterable();
        Attribute(s => s.Title).Required().MaxLength(LabScript.MaxTitleLength);
        Attribute(s => s.UpdatedAt).ReadOnly();
        BelongsTo(s => s.ForkedFrom).ReadOnly();
        BelongsTo(s => s.User).ReadOnly().Private().Inverse("lab-scripts", isPrivate: true);
        CreatedBy(draft => new CreateScript(draft.Row));
        UpdatedBy((row, changes) => new UpdateScript(row, changes));
        DeletedBy(row => new DeleteScript(row));
    }

    public override Policy<LabScript> Policy { get; } = new LabScriptPolicy();

    public override LabScript NewRow() => new();

    private protected override LabScript Prototype() => new();
}
