namespace BackpropCrossCheck.Numbers;

/// <summary>What a person does with the digits that are not kept.</summary>
public enum RoundingWay
{
    /// <summary>Rounded to nearest, half a unit away from zero.</summary>
    HalfUp,

    /// <summary>Rounded to nearest, half a unit to the even digit.</summary>
    HalfEven,

    /// <summary>Cut off.</summary>
    CutOff,
}
