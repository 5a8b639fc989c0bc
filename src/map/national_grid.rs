//! Longitude and latitude to the British National Grid (EPSG:27700), by proj4rs.
//!
//! The seven-number shift between the datums is good to about five metres over Britain: far below anything drawn.
//! A position that is not on the grid, or that the projection refuses, gives nothing; the caller reports it.

use std::ops::RangeInclusive;

use proj4rs::Proj;
use proj4rs::transform::transform;

use super::plane::Point;

const WGS84: &str = "+proj=longlat +ellps=WGS84 +datum=WGS84 +no_defs";

const NATIONAL_GRID: &str = "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy \
     +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs";

/// How far eastings and northings may go, in metres: the grid's 700 km by 1,300 km and a hundred kilometres around.
const EASTINGS: RangeInclusive<f64> = -100_000.0..=800_000.0;
const NORTHINGS: RangeInclusive<f64> = -100_000.0..=1_400_000.0;

/// Both coordinate systems, made ready once.
pub(super) struct NationalGrid {
    from: Proj,
    to: Proj,
}

impl NationalGrid {
    /// `None` if proj4rs does not know the systems, which a test rules out.
    pub(super) fn new() -> Option<NationalGrid> {
        let ready = |words: &str| Proj::from_proj_string(words).ok();
        Some(NationalGrid {
            from: ready(WGS84)?,
            to: ready(NATIONAL_GRID)?,
        })
    }

    /// The place of a longitude and latitude in degrees, in metres east and south of the grid's origin.
    ///
    /// Rounded to a hundredth of a metre, so that equal input stays equal and places can be compared as whole
    /// numbers.
    pub(super) fn place(&self, longitude: f64, latitude: f64) -> Option<Point> {
        if !(-180.0..=180.0).contains(&longitude) || !(-90.0..=90.0).contains(&latitude) {
            return None;
        }
        // Proj4rs takes angles in radians, unlike the proj command.
        let mut at = (longitude.to_radians(), latitude.to_radians());
        transform(&self.from, &self.to, &mut at).ok()?;
        let (east, north) = at;
        if !EASTINGS.contains(&east) || !NORTHINGS.contains(&north) {
            return None;
        }
        // Adding zero makes minus zero plain.
        let rounded = |metres: f64| (metres * 100.0).round() / 100.0 + 0.0;
        Some(Point::new(rounded(east), rounded(-north)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn off_by(longitude: f64, latitude: f64, east: f64, north: f64) -> f64 {
        let at = NationalGrid::new()
            .unwrap()
            .place(longitude, latitude)
            .unwrap();
        (at.x - east).hypot(-at.y - north)
    }

    #[test]
    fn known_places_are_where_the_maps_have_them() {
        // Charing Cross, from which distances to London are measured.
        let off = off_by(-0.1278, 51.5074, 530_028.0, 180_381.0);
        assert!(off < 5.0, "{off}");
        // Trafalgar Square is in the hundred metres of TQ 300 804.
        assert!(off_by(-0.1281, 51.5080, 530_050.0, 180_450.0) < 50.0);
        // The Ordnance Survey's test point at Caister, 52°39′28.8282″ N, 1°42′57.8663″ E.
        let off = off_by(1.716_073_973, 52.658_007_833, 651_409.804, 313_177.450);
        assert!(off < 5.0, "{off}");
    }

    #[test]
    fn a_place_off_the_grid_is_refused() {
        let grid = NationalGrid::new().unwrap();
        let off = [
            (51.5, -0.1),
            (-74.0, 40.7),
            (2.35, 5.0),
            (f64::NAN, 51.0),
            (0.0, f64::INFINITY),
            (0.0, 1e300),
        ];
        for (longitude, latitude) in off {
            assert_eq!(
                grid.place(longitude, latitude),
                None,
                "{longitude} {latitude}"
            );
        }
        assert_eq!(grid.place(-2.0, 90.0), None);
    }
}
