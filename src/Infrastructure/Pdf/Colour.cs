namespace OpenEvent.Infrastructure.Pdf;

/// <summary>An RGB colour. Each component is between 0 and 1.</summary>
internal readonly record struct Colour(double Red, double Green, double Blue)
{
    public static Colour FromRgb(int rgb) => new((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}
