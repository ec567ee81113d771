using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Answers to the tasks of lessons: <c>/v1/lab/answers</c>. Only <see cref="AnswerLesson"/> writes them.</summary>
internal sealed class LabAnswers : Resource<LabAnswer>
{
    public LabAnswers()
    {
        Path = "lab/answers";
        Attribute(a => a.Answer).MaxLength(LabAnswer.MaxLength).ReadOnly();
        Attribute(a => a.CreatedAt).ReadOnly();
        Attribute(a => a.IsCorrect).ReadOnly();
        Attribute(a => a.UserId).ReadOnly();
        BelongsTo(a => a.Script).ReadOnly().Inverse("answers");
        BelongsTo(a => a.User).ReadOnly().Inverse("lab-answers", isPrivate: true);
    }

    public override Policy<LabAnswer> Policy { get; } = new LabAnswerPolicy();
}
