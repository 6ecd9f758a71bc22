"""Local offers in the terms of Open Referral HSDS 3, with opening hours exact to the date."""
