using NUnit.Framework.Constraints;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>A guard's refusal: an exception of the ArgumentException family that names the parameter.</summary>
internal static class Refuses
{
    public static Constraint Argument(string parameter)
        => Throws.InstanceOf<ArgumentException>().With.Property(nameof(ArgumentException.ParamName)).EqualTo(parameter);
}
