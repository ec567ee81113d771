using System.Linq.Expressions;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The account. Attributes that are not private form the public profile.</summary>
internal sealed class Users : Resource<User>
{
    public Users()
    {
        Attribute(u => u.AvatarUrl).Url();
        Attribute(u => u.BillingAdditionalInfo).Private();
        Attribute(u => u.BillingAddress).Private();
        Attribute(u => u.BillingCity).Private();
        Attribute(u => u.BillingContactName).Private();
        Attribute(u => u.BillingCountry).Private();
        Attribute(u => u.BillingPhone).Phone().Private();
        Attribute(u => u.BillingState).Private();
        Attribute(u => u.BillingTaxInfo).Private();
        Attribute(u => u.BillingZipCode).Private();
        Attribute(u => u.Company).Private();
        Attribute(u => u.Contact).Private();
        Attribute(u => u.CreatedAt).ReadOnly().Private();
        Attribute(u => u.DeletedAt).Private();
        Attribute(u => u.Details).Html(5_000);
        Attribute(u => u.Email).Required().Normalized(EmailAddress.Normalize).Email().Contact();
        Attribute(u => u.FacebookId).ReadOnly().Private();
        Attribute(u => u.FacebookUrl).Url();
        Attribute(u => u.FirstName).MaxLength(200);
        Attribute(u => u.GooglePlusUrl).Url();
        Attribute(u => u.IconImageUrl).ReadOnly();
        Attribute(u => u.InstagramUrl).Url();
        Attribute(u => u.IsAdmin).Private();
        Attribute(u => u.IsBlocked).Private();
        Attribute(u => u.IsMarketer).Private();
        Attribute(u => u.IsProfilePublic);
        Attribute(u => u.IsRocketChatRegistered).ReadOnly().Private();
        Attribute(u => u.IsSalesAdmin).Private();
        Attribute(u => u.IsServiceAccount).ReadOnly();
        Attribute(u => u.IsSuperAdmin).ReadOnly().Private();
        Attribute(u => u.IsVerified).Private();
        Attribute(u => u.LanguagePrefrence).Private();
        Attribute(u => u.LastAccessedAt).ReadOnly().Private();
        Attribute(u => u.LastName).MaxLength(200);
        Attribute(u => u.OriginalImageUrl).ReadOnly();
        Input(u => u.NewPassword, "password");
        Attribute(u => u.PublicName).MaxLength(200);
        Attribute(u => u.SmallImageUrl).ReadOnly();
        Attribute(u => u.ThumbnailImageUrl).ReadOnly();
        Attribute(u => u.TwitterUrl).Url();
        Attribute(u => u.WasRegisteredWithOrder).Private();
        AddRoleFlag("is-user-owner", Role.OwnerId);
        AddRoleFlag("is-user-organizer", Role.OrganizerId);
        AddRoleFlag("is-user-coorganizer", Role.CoorganizerId);
        AddRoleFlag("is-user-track-organizer", Role.TrackOrganizerId);
        AddRoleFlag("is-user-moderator", Role.ModeratorId);
        AddRoleFlag("is-user-registrar", Role.RegistrarId);

        WithDocumentPreflight(
            (key, document) =>
                key is { } account
                    ? new CheckUserUpdate(account, UserDocument.GetText(document, "password"), UserDocument.GetText(document, "email"))
                    : new CountRegistration(UserDocument.GetText(document, "email"))
        );
        CreatedBy(draft => new RegisterUser(draft.Row));
        UpdatedBy((row, changes) => new UpdateUser(row, changes));
        DeletedBy(row => new DeleteUser(row));
    }

    public override Policy<User> Policy { get; } = new UserPolicy();

    public override User NewRow() => new();

    /// <summary>Those who see a user as a contact, e.g. as the buyer of an order, also see their contact fields.</summary>
    public override FieldMask VisibleMask(Actor actor, User row)
    {
        var mask = base.VisibleMask(actor, row);
        return actor.ContactIds.Contains(row.Id) ? mask.Or(ContactMask) : mask;
    }

    public override Actor ReaderAfterWrite(Actor actor, User row) => actor.IsSignedIn ? actor : actor with { UserId = row.Id };

    /// <summary>Called by module Events, which provides the ids of a user's roles at events. This module does not know events.</summary>
    internal void LoadRolesWith(Func<IData, Expression<Func<User, List<long>>>> roleIds) =>
        WithExtra(roleIds, (user, ids) => user.HeldRoleIds = ids);

    private protected override User Prototype() => new();

    private void AddRoleFlag(string name, long role) => Computed(name, u => u.HeldRoleIds.Contains(role), isPrivate: true);
}
